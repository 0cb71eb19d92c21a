import { expect, it } from 'vitest'
import { chooseResolution } from './resolution.ts'

const day = 86_400_000
const now = 1_000 * day
const retention = { minutesMs: 14 * day, fiveMinutesMs: 395 * day, hoursMs: 1_826 * day }

it.each([
  ['an hour', 1 / 24, 60_000],
  ['a day', 1, 60_000],
  ['a week', 7, 300_000],
  ['a month', 30, 3_600_000],
  ['a year', 365, 3_600_000],
])('shows %s in steps that a chart can show', (_, days, width) => {
  expect(chooseResolution({ from: now - days * day, to: now }, now, retention)).toBe(width)
})

it('takes a wider step where the minutes are no longer kept', () => {
  const period = { from: now - 20 * day, to: now - 19 * day }
  expect(chooseResolution(period, now, retention)).toBe(300_000)
})

it('takes hours where nothing is kept any more', () => {
  const period = { from: now - 900 * day, to: now - 899 * day }
  expect(chooseResolution(period, now, { ...retention, hoursMs: 10 * day })).toBe(3_600_000)
})
