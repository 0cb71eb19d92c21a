import { describe, expect, it } from 'vitest'
import {
  awaitsFirstMinute,
  measuredShare,
  measuredShares,
  shownFrom,
  unmeasured,
  type Grid,
} from './measured.ts'

const minute = 60_000
const hour = 3_600_000
const at = [0, 1, 2, 3, 4, 5].map((i) => i * minute)
const minutes: Grid = { at, resolution: minute }
const later = 60 * minute

describe('what was not measured', () => {
  it('is one stretch for minutes in a row', () => {
    expect(unmeasured(minutes, [1, null, null, 4, null, 6], later)).toEqual([
      { from: minute, to: 3 * minute, missing: 1 },
      { from: 4 * minute, to: 5 * minute, missing: 1 },
    ])
  })

  it('does not count the minutes that are still being written', () => {
    expect(unmeasured(minutes, [1, 2, 3, 4, null, null], 6 * minute)).toEqual([])
  })

  it('goes up to now where the silence is older than those minutes', () => {
    expect(unmeasured(minutes, [1, 2, null, null, null, null], 5 * minute + 3 * minute)).toEqual([
      { from: 2 * minute, to: 5 * minute, missing: 1 },
    ])
  })

  it('is nothing where all was measured', () =>
    expect(unmeasured(minutes, [0, 0, 0, 0, 0, 0], later)).toEqual([]))

  it('is told in part of an hour of which minutes are missing', () => {
    const hours: Grid = { at: [0, hour, 2 * hour], resolution: hour, measuredRatio: [1, 0.25, null] }
    expect(unmeasured(hours, [1, 2, null], 9 * hour)).toEqual([
      { from: hour, to: 2 * hour, missing: 0.75 },
      { from: 2 * hour, to: 3 * hour, missing: 1 },
    ])
  })
})

describe('an hour that is not over', () => {
  const quarterMeasured: Grid = { at: [0], resolution: hour, measuredRatio: [0.25] }

  it('is whole where all that is over of it was measured', () => {
    expect(measuredShares(quarterMeasured, [7], 18 * minute)).toEqual([1])
  })

  it('is not where a part of that is missing', () => {
    expect(measuredShares(quarterMeasured, [7], 33 * minute)).toEqual([0.5])
  })
})

describe('where the chart begins', () => {
  const hours = Array.from({ length: 24 }, (_, i) => i * hour)
  const from = (first: number) =>
    shownFrom(
      hours,
      hours.map((at) => (at < first ? null : 6)),
      24 * hour,
    )

  it('is a day ago where half of it or more was watched', () => {
    expect(from(0)).toBe(0)
    expect(from(12 * hour)).toBe(0)
  })

  it('is a little before the first reading where there is less', () =>
    expect(from(20 * hour)).toBe(19 * hour))

  it('is a quarter of an hour ago at the least', () => {
    expect(shownFrom(at, [null, null, null, null, null, 1], 6 * minute)).toBe(-9 * minute)
  })

  it('is a day ago where nothing was asked', () => expect(from(25 * hour)).toBe(0))
})

describe('the share that was measured', () => {
  it('is of the time, not of the readings', () => {
    const whole = { from: 0, to: later }
    expect(measuredShare(minutes, [null, 3, 9, null, 1, 1], whole)).toBeCloseTo(4 / 6)
    expect(measuredShare(minutes, [null, 3, 9, null, 1, 1], { from: minute, to: 3 * minute })).toBe(1)
  })

  it('is nothing where there is no time', () =>
    expect(measuredShare({ at: [], resolution: minute }, [], { from: 0, to: later })).toBeNull())
})

it.each<[string, number | null, boolean]>([
  ['waits for its first minute while that is not over', 10 * minute + 20_000, true],
  ['does not where it was never measured', null, false],
  ['does not where the measuring ended before the stretch', -1, false],
  ['does not where it is measured only after the stretch', hour, false],
])('a link without readings %s', (_name, measuredAt, waits) => {
  expect(awaitsFirstMinute(measuredAt, { from: 0, to: 10 * minute })).toBe(waits)
})
