import { expect, test } from 'vitest'
import type { UsmParameters } from '../probe/snmp/message.ts'
import { TimeWindow } from './time-window.ts'

const nothing = Buffer.alloc(0)

function message(boots: number, time: number, digest = `${boots} ${time}`): UsmParameters {
  const level = { isAuthenticated: true, isEncrypted: true }
  const rest = { engineId: nothing, user: nothing, salt: nothing, digestOffset: 0 }
  return { ...level, ...rest, boots, time, digest: Buffer.from(digest) }
}

test.each<[string, [number, number], string | null]>([
  ['a later one', [5, 1_001], null],
  ['one as late', [5, 1_000], null],
  ['one that was overtaken', [5, 850], null],
  ['one older than the window', [5, 849], 'outside-time-window'],
  ['one of an earlier start', [4, 9_999], 'outside-time-window'],
  ['one of a later start', [6, 0], null],
  ['one whose engine has started as often as can be counted', [2 ** 31 - 1, 2_000], 'outside-time-window'],
])('after boots 5 and time 1000, %s', (_what, [boots, time], why) => {
  const window = new TimeWindow()
  expect(window.refuse(message(5, 1_000, 'the first'))).toBeNull()
  expect(window.refuse(message(boots, time))).toBe(why)
})

test('the same message is taken once, however often it comes and whatever came between', () => {
  const window = new TimeWindow()
  expect(window.refuse(message(5, 1_000))).toBeNull()
  expect(window.refuse(message(5, 1_000))).toBe('replay')
  expect(window.refuse(message(5, 1_100))).toBeNull()
  expect(window.refuse(message(5, 1_000))).toBe('replay')
  expect(window.refuse(message(5, 1_200))).toBeNull()
  expect(window.refuse(message(5, 1_000))).toBe('outside-time-window')
})

test('a message of another start with the same digest is outside the window, or new', () => {
  const window = new TimeWindow()
  window.refuse(message(5, 1_000))
  expect(window.refuse(message(6, 3))).toBeNull()
  expect(window.refuse(message(5, 1_000))).toBe('outside-time-window')
})

test('what it remembers is bounded: beyond it nothing is taken until the window has moved', () => {
  const window = new TimeWindow()
  for (let count = 0; count < 4_096; count++)
    expect(window.refuse(message(1, 100, `number ${count}`))).toBeNull()
  expect(window.refuse(message(1, 100, 'one more'))).toBe('flood')
  expect(window.refuse(message(1, 100, 'number 7'))).toBe('replay')
  expect(window.refuse(message(1, 251, 'later'))).toBeNull()
})
