import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('work that is still running is not started again, and the turn is counted', async () => {
  const turns = new Turns(() => {})
  let starts = 0
  let finish = (): void => {}
  const work = (): Promise<void> => {
    starts++
    return new Promise((resolve) => (finish = resolve))
  }
  turns.take('slice 1', work)
  turns.take('slice 1', work)
  expect([starts, turns.late]).toEqual([1, 1])
  finish()
  await turns.ended()
  turns.take('slice 1', work)
  expect([starts, turns.late]).toEqual([2, 1])
  finish()
})

test('work that throws is told of by name, and its next turn is unharmed', async () => {
  const errors: unknown[] = []
  const turns = new Turns((name, error) => errors.push([name, error]))
  const bug = new Error('a bug')
  turns.take('router-1', () => Promise.reject(bug))
  await turns.ended()
  let ran = false
  turns.take('router-1', async () => {
    ran = true
  })
  await turns.ended()
  expect(errors).toEqual([['router-1', bug]])
  expect(ran).toBe(true)
})
