import { describe, expect, it } from 'vitest'
import { gaps, highest, measuredShare, shownFrom } from './traffic.ts'

const minute = 60_000
const at = [0, 1, 2, 3, 4, 5].map((i) => i * minute)
const later = 60 * minute

describe('what was not measured', () => {
  it('is one stretch for minutes in a row', () => {
    expect(gaps(at, [1, null, null, 4, null, 6], minute, later)).toEqual([
      { from: minute, to: 3 * minute },
      { from: 4 * minute, to: 5 * minute },
    ])
  })

  it('does not count the minutes that are still being written', () => {
    expect(gaps(at, [1, 2, 3, 4, null, null], minute, 6 * minute)).toEqual([])
  })

  it('goes up to now where the silence is older than those minutes', () => {
    expect(gaps(at, [1, 2, null, null, null, null], minute, 6 * minute)).toEqual([
      { from: 2 * minute, to: 6 * minute },
    ])
  })

  it('is nothing where all was measured', () =>
    expect(gaps(at, [0, 0, 0, 0, 0, 0], minute, later)).toEqual([]))
})

describe('where the chart begins', () => {
  const hour = 60 * minute
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

describe('a day in numbers', () => {
  it('knows its highest rate and how much was measured', () => {
    expect(highest([null, 3, 9, null])).toBe(9)
    expect(measuredShare([null, 3, 9, null])).toBe(0.5)
  })

  it('says nothing where there is nothing', () => {
    expect(highest([null])).toBeNull()
    expect(measuredShare([])).toBeNull()
  })
})
