import { expect, onTestFinished, test, vi } from 'vitest'
import { Schedule } from './schedule.ts'

const startedAt = Date.UTC(2026, 10, 22, 1)

function scheduleAt(): { seconds: number[]; schedule: Schedule; step: (ms: number) => void } {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
  vi.setSystemTime(startedAt)
  onTestFinished(() => void vi.useRealTimers())
  let stepMs = 0
  const seconds: number[] = []
  const clock = { now: () => Date.now() + stepMs, monotonicMs: () => performance.now() }
  const schedule = new Schedule(clock, (second) => seconds.push(second))
  onTestFinished(() => schedule.stop())
  schedule.start()
  return { seconds, schedule, step: (ms) => (stepMs += ms) }
}

test('every second of UTC comes once and in order', async () => {
  const { seconds } = scheduleAt()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(seconds).toEqual(Array.from({ length: 30 }, (_, index) => startedAt / 1000 + 1 + index))
})

test('a clock that is set back or forward moves nothing', async () => {
  const { seconds, step } = scheduleAt()
  await vi.advanceTimersByTimeAsync(5_000)
  step(-3_600_000)
  await vi.advanceTimersByTimeAsync(5_000)
  step(+7_200_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(seconds).toEqual(Array.from({ length: 15 }, (_, index) => startedAt / 1000 + 1 + index))
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
