import { expect, test } from 'vitest'
import { Limit } from './limit.ts'

test('no more tasks run at once than the limit, and all of them run, in order', async () => {
  const limit = new Limit(3)
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
  const limit = new Limit(1)
  const failing = limit.run(() => Promise.reject(new Error('no')))
  const next = limit.run(() => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('done')
  expect(limit.waiting).toBe(0)
})
