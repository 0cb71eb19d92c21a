import { expect, it } from 'vitest'
import type { Caller } from '../access/caller.ts'
import { silentLog } from '../log.ts'
import { anAdministrator } from './fake-deps.test-kit.ts'
import { LiveReview } from './live-review.ts'

function begin(holds: (caller: Caller) => Promise<boolean>) {
  const ended: string[] = []
  const asked: string[] = []
  const watching = (id: string) => ({
    caller: { ...anAdministrator, id },
    end: () => void ended.push(id),
  })
  const all = [...Array.from({ length: 500 }, () => watching('wall')), watching('ani'), watching('budi')]
  const logged: string[] = []
  const identities = {
    stillHolds: (caller: Caller) => {
      asked.push(caller.id)
      return holds(caller)
    },
  }
  const log = { ...silentLog, error: (event: string) => void logged.push(event) }
  return { review: new LiveReview({ identities, log }, () => all), all, asked, ended, logged }
}

it('asks about a caller once, however many sockets they have', async () => {
  const { review, asked, ended } = begin(async ({ id }) => id !== 'budi')
  await review.ask()
  expect(asked).toEqual(['wall', 'ani', 'budi'])
  expect(ended).toEqual(['budi'])
})

it('goes on to review after there was nothing to review', async () => {
  const { review, all, asked } = begin(async () => true)
  const open = all.splice(0)
  await review.ask()
  all.push(...open)
  await review.ask()
  expect(asked).toEqual(['wall', 'ani', 'budi'])
})

it('ends all sockets of a caller who may see nothing more', async () => {
  const { review, ended } = begin(async ({ id }) => id !== 'wall')
  await review.ask()
  expect(ended).toHaveLength(500)
})

it('goes over them once more when it is asked while it goes on, and not once for each asking', async () => {
  const { review, asked } = begin(async () => {
    // While the first of them is looked at.
    if (asked.length === 1) for (let times = 0; times < 100; times++) void review.ask()
    return true
  })
  await review.ask()
  expect(asked).toHaveLength(6)
  await review.ask()
  expect(asked).toHaveLength(9)
})

it('shows nothing more where it cannot be known, says so, and goes on with the others', async () => {
  const { review, ended, logged } = begin(async ({ id }) => {
    if (id === 'ani') throw new Error('The file is damaged.')
    return true
  })
  await review.ask()
  expect(ended).toEqual(['ani'])
  expect(logged).toEqual(['bug'])
})
