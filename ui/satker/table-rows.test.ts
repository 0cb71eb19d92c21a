import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readingsOf } from './readings.test-kit.ts'
import { tableRows } from './table-rows.ts'

const minute = 60_000
const minutes = (count: number) => Array.from({ length: count }, (_, i) => i * minute)

describe('the table of the charts', () => {
  it('has a row for each reading where they are few, newest first', () => {
    const rows = tableRows(readingsOf({ at: minutes(3), inBitsPerSecond: [1, null, 3] }), 100)
    expect(rows.map(({ from, bucket }) => [from, bucket?.inBitsPerSecond])).toEqual([
      [2 * minute, 3],
      [minute, null],
      [0, 1],
    ])
  })

  it('folds a day into quarters of an hour', () => {
    const at = minutes(1440)
    const readings = readingsOf({ at, inBitsPerSecond: at.map((_, i) => (i < 15 ? 2 * i : null)) })
    const rows = tableRows(readings, 100)
    expect(rows).toHaveLength(96)
    expect(rows.at(-1)).toMatchObject({ from: 0, to: 15 * minute, measuredRatio: 1 })
    expect(rows.at(-1)?.bucket).toMatchObject({ inBitsPerSecond: 14, inBitsPerSecondMax: 28, asked: 90 })
    expect(rows[0]?.bucket?.inBitsPerSecond).toBeNull()
  })

  it('weighs hours by how much of them was measured', () => {
    const at = [0, 60 * minute]
    const readings = readingsOf({
      at,
      resolution: 3_600_000,
      inBitsPerSecond: [10, 20],
      inBitsPerSecondMax: [15, 90],
      measuredRatio: [1, 0.25],
    })
    const [row] = tableRows(readings, 1)
    expect(row?.bucket?.inBitsPerSecond).toBeCloseTo(12)
    expect(row?.bucket?.inBitsPerSecondMax).toBe(90)
    expect(row?.measuredRatio).toBeCloseTo(0.625)
  })

  it('has nothing to say of what nobody measured', () => {
    const [row] = tableRows(readingsOf({ at: [0], asked: [null], answered: [null] }), 9)
    expect(row).toEqual({ from: 0, to: minute, bucket: null, measuredRatio: 0 })
  })

  it('never has more rows than asked for, and loses no echo', () => {
    const widths = fc.constantFrom(60_000 as const, 300_000 as const, 3_600_000 as const)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 10, max: 100 }),
        widths,
        (count, most, resolution) => {
          const at = Array.from({ length: count }, (_, i) => i * resolution)
          const rows = tableRows(readingsOf({ at, resolution }), most)
          expect(rows.length).toBeLessThanOrEqual(most)
          expect(rows.reduce((sum, { bucket }) => sum + bucket!.asked!, 0)).toBe(6 * count)
        },
      ),
    )
  })
})
