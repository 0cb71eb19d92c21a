/** Traps that were recorded and are played again, and those who must not be shut out by it. */
import { describe, expect, test } from 'vitest'
import { trapV3 } from '../simulator/hostile/forge-trap.ts'
import { TrapJudge } from './judge-trap.ts'
import { handClock, keys, learned, ofUser, ofVersion, source, user } from './trap.test-kit.ts'

function stage(polled: { boots: number; time: number } = { boots: 1, time: 1 }) {
  const clock = handClock()
  const judge = new TrapJudge(clock)
  judge.enrol([ofUser()])
  judge.learnEngine(learned('ce1', polled))
  const take = (datagram: Buffer): string => {
    const verdict = judge.take(datagram, source)
    return verdict.kind === 'refused' ? verdict.why : verdict.kind
  }
  return {
    judge,
    take,
    says: (boots: number, time: number, id = time + 1) => take(trapV3(user, keys, { boots, time, id })),
    pass: (seconds: number) => clock.pass(seconds * 1_000),
    learn: (boots: number, time: number) => judge.learnEngine(learned('ce1', { boots, time })),
  }
}

describe('a genuine trap that comes again', () => {
  test('is taken once', () => {
    const { take } = stage({ boots: 3, time: 500 })
    const datagram = trapV3(user, keys, { boots: 3, time: 500 })
    expect([1, 2, 3].map(() => take(datagram))).toEqual(['news', 'replay', 'replay'])
  })

  test('is refused when a later one has moved the window, where polling knows no such clock', () => {
    const { says } = stage()
    expect([says(3, 500), says(3, 700), says(3, 549), says(3, 550)]).toEqual([
      'news',
      'news',
      'outside-time-window',
      'news',
    ])
    expect([says(4, 1), says(3, 800)]).toEqual(['news', 'outside-time-window'])
  })
})

describe('a router that lost its count of starts', () => {
  test.each(['heard', 'not heard'])(
    'is heard after an old trap that was %s before is played again',
    (was) => {
      const { says, learn, pass } = stage({ boots: 5, time: 2_000 })
      if (was === 'heard') expect(says(5, 2_000)).toBe('news')
      pass(300)
      learn(1, 120)
      expect(says(5, 2_000)).toBe(was === 'heard' ? 'replay' : 'news')
      for (let minute = 0; minute < 5; minute++) {
        expect([says(1, 121 + minute * 60), says(5, 2_000)]).toEqual(['news', 'replay'])
        pass(60)
      }
    },
  )

  test('makes no other keys, and what it told before its loss is not taken again', () => {
    const { says, learn, judge } = stage({ boots: 7, time: 50_000 })
    expect(says(7, 50_000)).toBe('news')
    learn(1, 5)
    expect([says(1, 5), says(1, 5), says(1, 6), says(7, 50_000)]).toEqual([
      'news',
      'replay',
      'news',
      'replay',
    ])
    expect(judge.keysDerived).toBe(2)
  })
})

test.each(['agent', 'tool'])(
  'an agent and a tool with a clock of its own are both heard, the %s first',
  (first) => {
    const { says, pass } = stage({ boots: 5, time: 1_000 })
    const senders = [(at: number) => says(5, 1_000 + at), (at: number) => says(1, 900_000 + at)]
    if (first === 'tool') senders.reverse()
    for (let at = 0; at < 300; at += 60) {
      expect(senders.map((says) => says(at))).toEqual(['news', 'news'])
      pass(60)
    }
  },
)

describe('an edit', () => {
  test.each([
    ['of how long it is waited for', ofUser({ settings: { timeoutMs: 2_500, retries: 3 } })],
    ['of the port', ofUser({ settings: { port: 1_161 } })],
    ['of where its traps come from', ofUser({ sources: ['10.9.9.9', source] })],
    ['of the key to encrypt with', ofUser({ privKey: 'kunci-rahasia-baru' })],
  ])('%s lets no trap be played again', (_what, edited) => {
    const { judge, take, says } = stage({ boots: 3, time: 500 })
    const ofNow = trapV3(user, keys, { boots: 3, time: 500 })
    const ofOther = trapV3(user, keys, { boots: 8, time: 9_000 })
    expect([take(ofNow), take(ofOther)]).toEqual(['news', 'news'])
    judge.enrol([edited])
    expect([take(ofNow), take(ofOther), says(8, 8_000)]).toEqual(['replay', 'replay', 'outside-time-window'])
    judge.learnEngine(learned('ce1', { boots: 3, time: 510 }))
    expect([take(ofNow), take(ofOther), says(8, 8_000)]).toEqual(['replay', 'replay', 'outside-time-window'])
  })

  test('of others, and not one of its own user, leaves what is known of it', () => {
    const { judge, take, says } = stage()
    const datagram = trapV3(user, keys)
    expect(take(datagram)).toBe('news')
    judge.enrol([ofUser(), ofVersion('2c', { router: 'ce2' })])
    expect(take(datagram)).toBe('replay')
    expect(judge.keysDerived).toBe(2)
    judge.enrol([ofUser({ settings: { timeoutMs: 3_000 } })])
    expect([take(datagram), says(1, 101)]).toEqual(['replay', 'news'])
    expect(judge.keysDerived).toBe(2)
    judge.enrol([ofUser({ privKey: 'kunci-rahasia-baru' })])
    expect(says(1, 102)).toBe('undecipherable')
    judge.enrol([ofUser({ authKey: 'kunci-yang-baru' })])
    expect(says(1, 103)).toBe('unknown-engine')
    judge.learnEngine(learned())
    expect(says(1, 104)).toBe('wrong-digest')
    judge.enrol([])
    expect(take(datagram)).toBe('unknown-source')
  })
})
