import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linkStatuses } from './status.ts'
import { timeInStatus } from './time-in-status.ts'

const change = fc.record({ at: fc.integer({ min: 0, max: 10_000 }), to: fc.constantFrom(...linkStatuses) })

it('adds up to the period exactly, whatever the changes', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 30 }),
      fc.constantFrom(...linkStatuses),
      fc.integer({ min: 2_000, max: 5_000 }),
      fc.integer({ min: 5_000, max: 8_000 }),
      (changes, first, from, to) => {
        const spentMs = timeInStatus(changes, first, from, to)
        expect(Object.values(spentMs).reduce((sum, ms) => sum + ms, 0)).toBe(to - from)
        expect(Math.min(...Object.values(spentMs))).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

it('is the same whether a period is taken whole or in two', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 30 }),
      fc.integer({ min: 0, max: 10_000 }),
      (changes, middle) => {
        const whole = timeInStatus(changes, 'unknown', 0, 10_000)
        const early = timeInStatus(changes, 'unknown', 0, middle)
        const late = timeInStatus(changes, 'unknown', middle, 10_000)
        for (const status of linkStatuses) expect(early[status] + late[status]).toBe(whole[status])
      },
    ),
  )
})

it('gives each status the time from its change to the next', () => {
  const changes = [
    { at: 100, to: 'down' as const },
    { at: 250, to: 'up' as const },
  ]
  expect(timeInStatus(changes, 'up', 0, 1_000)).toEqual({
    up: 850,
    degraded: 0,
    down: 150,
    unreachable: 0,
    unknown: 0,
  })
})

it('takes the status at the beginning from a change before it', () => {
  const spentMs = timeInStatus([{ at: 100, to: 'down' }], 'up', 500, 600)
  expect(spentMs.down).toBe(100)
})

it('spends nothing in an empty period', () => {
  expect(Object.values(timeInStatus([], 'up', 500, 500))).toEqual([0, 0, 0, 0, 0])
})
