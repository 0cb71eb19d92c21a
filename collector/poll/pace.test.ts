import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

function paceOf(perSecond: number) {
  let nowMs = 0
  const pace = new Pace({ now: () => nowMs, monotonicMs: () => nowMs }, perSecond)
  return {
    pass: (ms: number) => void (nowMs += ms),
    /** Of so many that want to go. */
    gone: (wanting: number) => Array.from({ length: wanting }, () => pace.lets()).filter(Boolean).length,
  }
}

test('so many go at once, and then as many as the time that passed allows', () => {
  const { pass, gone } = paceOf(100)
  expect(gone(500)).toBe(100)
  pass(95)
  expect(gone(500)).toBe(9)
  pass(5)
  expect(gone(500)).toBe(1)
})

test('a long quiet time lets no more go at once than a second', () => {
  const { pass, gone } = paceOf(100)
  pass(3_600_000)
  expect(gone(500)).toBe(100)
})

test('a second that comes early or late loses nothing', () => {
  const { pass, gone } = paceOf(100)
  let sum = gone(1_000)
  for (const ms of [1_005, 996, 999, 1_000, 1_000]) {
    pass(ms)
    sum += gone(1_000)
  }
  expect(sum).toBe(599)
})
