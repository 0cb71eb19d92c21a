import { describe, expect, test } from 'vitest'
import type { UsmParameters } from '../probe/snmp/message.ts'
import { TimeWindow } from './time-window.ts'

const nothing = Buffer.alloc(0)

function message(boots: number, time: number, digest = `${boots} ${time}`): UsmParameters {
  const level = { isAuthenticated: true, isEncrypted: true }
  const rest = { engineId: nothing, user: nothing, salt: nothing, digestOffset: 0 }
  return { ...level, ...rest, boots, time, digest: Buffer.from(digest) }
}

function windowOf(polled: [boots: number, time: number] | null = null) {
  const window = new TimeWindow()
  let nowMs = 5_000
  const learn = (boots: number, time: number): void => window.learn({ boots, time }, nowMs)
  if (polled !== null) learn(...polled)
  return {
    learn,
    pass: (seconds: number) => void (nowMs += seconds * 1_000),
    /** `new`, or why it is not to be believed. */
    says: (boots: number, time: number, digest?: string) =>
      window.refuse(message(boots, time, digest), nowMs) ?? 'new',
  }
}

describe('by a clock that polling does not know', () => {
  test.each<[string, [number, number], string]>([
    ['a later one', [5, 1_001], 'new'],
    ['one as late', [5, 1_000], 'new'],
    ['one that was overtaken', [5, 850], 'new'],
    ['one older than the window', [5, 849], 'outside-time-window'],
    ['one of an earlier start', [4, 9_999], 'outside-time-window'],
    ['one of a later start', [6, 0], 'new'],
    ['one whose engine has started too often', [2 ** 31 - 1, 2_000], 'outside-time-window'],
  ])('after boots 5 and time 1000, %s', (_what, [boots, time], expected) => {
    for (const polled of [null, [9, 77_000]] as const) {
      const { says } = windowOf(polled && [...polled])
      expect(says(5, 1_000, 'the first')).toBe('new')
      expect(says(boots, time)).toBe(expected)
    }
  })

  test('the same message is taken once, however often it comes and whatever came between', () => {
    const { says } = windowOf()
    expect([says(5, 1_000), says(5, 1_000), says(5, 1_100), says(5, 1_000)]).toEqual([
      'new',
      'replay',
      'new',
      'replay',
    ])
    expect([says(5, 1_200), says(5, 1_000)]).toEqual(['new', 'outside-time-window'])
  })
})

describe('by the clock that polling knows', () => {
  test.each<[string, [number, number], string]>([
    ['one of 150 s ago', [5, 950], 'new'],
    ['one of 150 s ahead', [5, 1_250], 'new'],
    ['the same again', [5, 1_100], 'replay'],
    ['one whose engine has started too often', [2 ** 31 - 1, 1_100], 'outside-time-window'],
  ])('100 s after boots 5 and time 1000, %s', (_what, [boots, time], expected) => {
    const { says, pass } = windowOf([5, 1_000])
    pass(100)
    expect([says(5, 1_100), says(boots, time)]).toEqual(['new', expected])
  })

  test('a trap moves nothing: one of now is taken after any that was ahead, of any clock', () => {
    const { says } = windowOf([5, 1_000])
    expect([says(5, 1_150), says(5, 850), says(5, 50_000), says(9, 7), says(5, 1_001)]).toEqual(
      Array.from({ length: 5 }, () => 'new'),
    )
  })

  test('an old trap of a router that has lost its count of starts shuts out none of its new ones', () => {
    const { says, learn, pass } = windowOf([5, 70_000])
    expect(says(5, 70_000)).toBe('new')
    pass(200)
    learn(1, 60)
    expect([says(5, 70_000), says(5, 70_100, 'recorded elsewhere')]).toEqual(['replay', 'new'])
    pass(10)
    expect([says(1, 70), says(1, 71), says(1, 70)]).toEqual(['new', 'new', 'replay'])
    pass(10_000)
    expect([says(1, 10_070), says(5, 70_000)]).toEqual(['new', 'replay'])
  })

  test('an agent and a tool that each have a clock of their own do not shut each other out', () => {
    const { says, pass } = windowOf([5, 1_000])
    for (let day = 0; day < 10; day++) {
      expect([says(5, 1_000 + day * 86_400), says(1, 400 + day * 86_400)]).toEqual(['new', 'new'])
      pass(86_400)
    }
  })

  test('nor do they after the agent spoke of a start that polling did not know of yet', () => {
    const { says, learn, pass } = windowOf([5, 1_000])
    expect([says(1, 400), says(6, 2), says(1, 410)]).toEqual(['new', 'new', 'outside-time-window'])
    pass(60)
    learn(6, 61)
    expect([says(6, 62), says(1, 470), says(6, 2)]).toEqual(['new', 'new', 'replay'])
  })
})

describe('what was taken', () => {
  test.each([50, 1_000])('is not taken again when it is of now no more: any of %i', (count) => {
    const { says, pass } = windowOf([5, 1_000])
    const times = Array.from({ length: count }, (_, index) => 1_000 + index * 10)
    for (const time of times) {
      expect(says(5, time)).toBe('new')
      pass(10)
    }
    pass(1_000)
    expect(says(5, 1_000 + (count + 100) * 10, 'now')).toBe('new')
    const again = times.map((time) => says(5, time))
    expect(again.filter((why) => why === 'new')).toEqual([])
    expect(says(5, 1_000 + (count + 100) * 10 + 1)).toBe('new')
  })

  test('is not, whatever start of the engine it is of', () => {
    const { says, learn, pass } = windowOf()
    const sent: [number, number][] = []
    for (let boots = 1; boots <= 10; boots++) {
      learn(boots, 0)
      for (let time = 0; time < 1_000; time += 20) {
        expect(says(boots, time)).toBe('new')
        sent.push([boots, time])
        pass(20)
      }
    }
    pass(1_000)
    expect(sent.map(([boots, time]) => says(boots, time)).filter((why) => why === 'new')).toEqual([])
  })

  test('is bounded: beyond it nothing is taken until some of it is old', () => {
    const { says, pass } = windowOf([1, 100])
    for (let count = 0; count < 5_000; count++) expect(says(1, 100, `number ${count}`)).toBe('new')
    expect(says(1, 100, 'one more')).toBe('flood')
    expect(says(1, 100, 'number 7')).toBe('replay')
    pass(451)
    expect(says(1, 551, 'later')).toBe('new')
    expect([says(1, 100, 'number 7'), says(1, 100, 'number 4999')]).toEqual([
      'outside-time-window',
      'outside-time-window',
    ])
  })
})
