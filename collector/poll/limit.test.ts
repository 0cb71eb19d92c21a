import { expect, onTestFinished, test, vi } from 'vitest'
import { Limit } from './limit.ts'

const clock = { now: () => Date.now(), monotonicMs: () => performance.now() }
const unpaced = { starts: Number.POSITIVE_INFINITY, everyMs: 1 }

test('no more tasks run at once than the limit, and all of them run, in order', async () => {
  const limit = new Limit(3, unpaced, clock)
  const started: number[] = []
  let running = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      limit.run(async () => {
        started.push(index)
        most = Math.max(most, ++running)
        await new Promise(setImmediate)
        running--
      }),
    ),
  )
  expect(most).toBe(3)
  expect(started).toEqual(Array.from({ length: 20 }, (_, index) => index))
})

test('a task that fails gives its turn on', async () => {
  const limit = new Limit(1, unpaced, clock)
  const failing = limit.run(() => Promise.reject(new Error('no')))
  const next = limit.run(() => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('done')
  expect(limit.waiting).toBe(0)
})

test('no more tasks begin in a tick than the pace allows', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const limit = new Limit(512, { starts: 20, everyMs: 10 }, clock)
  let begun = 0
  for (let task = 0; task < 50; task++) void limit.run(async () => void begun++)
  const seen: number[] = []
  for (let tick = 0; tick < 4; tick++) {
    await vi.advanceTimersByTimeAsync(tick === 0 ? 0 : 10)
    seen.push(begun)
  }
  expect(seen).toEqual([20, 40, 50, 50])
})

test('however many wait, they begin in order, and nothing of them is kept', async () => {
  const limit = new Limit(2, unpaced, clock)
  const begun: number[] = []
  const tasks = Array.from({ length: 10_000 }, (_, task) => limit.run(async () => void begun.push(task)))
  expect(limit.waiting).toBe(9_998)
  await Promise.all(tasks)
  expect(begun).toEqual(tasks.map((_, task) => task))
  expect(limit.waiting).toBe(0)
})
