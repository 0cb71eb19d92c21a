import { expect, onTestFinished, test, vi } from 'vitest'
import { Schedule } from './schedule.ts'

const startedAt = Date.UTC(2026, 10, 22, 1)

interface Told {
  seconds: number[]
  late: number[]
  passedOver: number[]
  schedule: Schedule
  step: (ms: number) => void
}

/** @param rate of the clock that does not step, to that of the wall. */
function scheduleAt(rate = 1): Told {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
  vi.setSystemTime(startedAt)
  onTestFinished(() => void vi.useRealTimers())
  const seconds: number[] = []
  const late: number[] = []
  const passedOver: number[] = []
  const clock = { now: () => Date.now(), monotonicMs: () => performance.now() * rate }
  const schedule = new Schedule(clock, {
    onSecond(second, lateMs) {
      seconds.push(second)
      late.push(lateMs)
    },
    onPassedOver: (second) => void passedOver.push(second),
  })
  onTestFinished(() => schedule.stop())
  schedule.start()
  return { seconds, late, passedOver, schedule, step: (ms) => void vi.setSystemTime(Date.now() + ms) }
}

test('every second of UTC comes once and in order', async () => {
  const { seconds } = scheduleAt()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(seconds).toEqual(Array.from({ length: 30 }, (_, index) => startedAt / 1000 + 1 + index))
})

test.each([400, 5_000, 3_600_000, 86_400_000])('a clock that is set by %i ms moves nothing', async (ms) => {
  const { seconds, late, step } = scheduleAt()
  await vi.advanceTimersByTimeAsync(5_000)
  step(-ms)
  await vi.advanceTimersByTimeAsync(5_000)
  step(+2 * ms)
  await vi.advanceTimersByTimeAsync(5_500)
  expect(seconds).toEqual(Array.from({ length: 15 }, (_, index) => startedAt / 1000 + 1 + index))
  expect(Math.max(...late)).toBeLessThan(5)
})

test.each([
  ['just before', 0.99998],
  ['just after', 1.00002],
  ['more and more off', 1.003],
])('a second is told as it begins where the seconds of the wall clock begin %s', async (_, rate) => {
  const { seconds, late } = scheduleAt(rate)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(seconds.length).toBeGreaterThan(118)
  expect(Math.max(...late)).toBeLessThan(5)
})

test('nothing comes after it was stopped', async () => {
  const { seconds, schedule } = scheduleAt()
  await vi.advanceTimersByTimeAsync(3_000)
  schedule.stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(seconds).toHaveLength(3)
})

test('what was missed while the process was held up is not told on standard output, where each line is JSON', async () => {
  const said = (['log', 'info', 'warn', 'error'] as const).map((way) =>
    vi.spyOn(console, way).mockImplementation(() => {}),
  )
  onTestFinished(() => void vi.restoreAllMocks())
  const { seconds } = scheduleAt()
  await vi.advanceTimersByTimeAsync(3_000)
  vi.setSystemTime(Date.now() + 6_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(seconds.length).toBeGreaterThan(3)
  expect(said.flatMap(({ mock }) => mock.calls)).toEqual([])
})

/** The event loop is held up: time goes on, and no timer fires. */
function heldUp(seconds: number): void {
  const { now } = performance
  const heldUpMs = seconds * 1_000
  vi.setSystemTime(Date.now() + heldUpMs)
  vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + heldUpMs)
}

test('seconds in which the process was held up are made up for, each with how late it is', async () => {
  const { seconds, late, passedOver } = scheduleAt()
  onTestFinished(() => void vi.restoreAllMocks())
  await vi.advanceTimersByTimeAsync(2_000)
  heldUp(10)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seconds).toEqual(Array.from({ length: 13 }, (_, index) => startedAt / 1000 + 1 + index))
  const whole = late.slice(2).map((ms) => Math.floor(ms / 1000))
  expect(whole).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
  expect(passedOver).toEqual([])
})

test('what is beyond half a minute is passed over, and told', async () => {
  const { seconds, passedOver } = scheduleAt()
  onTestFinished(() => void vi.restoreAllMocks())
  await vi.advanceTimersByTimeAsync(2_000)
  heldUp(100)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(passedOver[0]).toBe(startedAt / 1000 + 3)
  expect([...seconds.slice(0, 2), ...passedOver, ...seconds.slice(2)]).toEqual(
    Array.from({ length: 103 }, (_, index) => startedAt / 1000 + 1 + index),
  )
})
