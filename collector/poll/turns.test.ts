import { expect, test, vi } from 'vitest'
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

test('work that is to follow begins when what runs has ended, and once however often it was asked for', async () => {
  const turns = new Turns(() => {})
  const begun: string[] = []
  let finish = (): void => {}
  const first = (): Promise<void> => new Promise((resolve) => (finish = resolve))
  turns.takeNext('router-1', first)
  for (const name of ['second', 'third']) turns.takeNext('router-1', async () => void begun.push(name))
  expect(begun).toEqual([])
  finish()
  await vi.waitFor(() => expect(begun).toEqual(['third']))
  expect(turns.late).toBe(0)
})

test('what was to follow is not begun once the end is waited for', async () => {
  const turns = new Turns(() => {})
  let finish = (): void => {}
  let followed = false
  turns.take('router-1', () => new Promise((resolve) => (finish = resolve)))
  turns.takeNext('router-1', async () => {
    followed = true
  })
  const ended = turns.ended()
  finish()
  await ended
  await new Promise(setImmediate)
  expect(followed).toBe(false)
})
