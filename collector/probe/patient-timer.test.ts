import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PatientTimer } from './patient-timer.ts'

let fired: number[]
let from: number
beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  fired = []
  from = performance.now()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const begin = (afterMs: number) => new PatientTimer(() => fired.push(performance.now() - from), afterMs)

it('goes off once, after its time', () => {
  begin(500)
  vi.advanceTimersByTime(5_000)
  expect(fired).toEqual([500])
})

it.each([
  ['the same time', 500],
  ['another', 300],
])('begins anew with %s', (_, afterMs) => {
  const timer = begin(500)
  vi.advanceTimersByTime(400)
  timer.restart(afterMs)
  vi.advanceTimersByTime(5_000)
  expect(fired).toEqual([400 + afterMs])
  timer.restart(afterMs)
  vi.advanceTimersByTime(5_000)
  expect(fired).toEqual([400 + afterMs, 5_400 + afterMs])
})

/** As where the process was held up: the clock goes on, and the timer is behind. */
function holdUp(ms: number): void {
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + ms)
}

it('waits once more for as long as it was late, so that what came in meanwhile is read first', () => {
  begin(500)
  holdUp(700)
  vi.advanceTimersByTime(500)
  expect(fired).toEqual([])
  vi.advanceTimersByTime(700)
  expect(fired).toHaveLength(1)
})

it('begins anew also while it waits once more', () => {
  const timer = begin(500)
  holdUp(700)
  vi.advanceTimersByTime(500)
  timer.restart(500)
  vi.advanceTimersByTime(499)
  expect(fired).toEqual([])
  vi.advanceTimersByTime(1)
  expect(fired).toHaveLength(1)
})
