import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Column, packColumns, unpackColumns } from './packed-columns.ts'

const whole = fc.oneof(
  fc.nat(10),
  fc.nat(255),
  fc.nat(70_000),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -1, 2 ** 52, -(2 ** 52), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
)
const entry = fc.oneof(
  { weight: 8, arbitrary: whole },
  { weight: 1, arbitrary: fc.constant<number | null>(null) },
)

const columnsOf = (length: number) =>
  fc.array(
    fc.oneof(
      fc.array(entry, { minLength: length, maxLength: length }),
      fc.array(whole, { minLength: length, maxLength: length }),
      entry.map((value) => Array.from({ length }, () => value)),
    ),
    { maxLength: 18 },
  )

const unpacked = (columns: readonly Column[]) =>
  unpackColumns(packColumns(columns)).map((column) =>
    Array.from(column, (value) => (Number.isNaN(value) ? null : value)),
  )

it('gives back exactly what was packed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }).chain((length) => columnsOf(length)),
      (columns) => {
        // The least of some columns and what is above it may be further apart than JavaScript counts.
        const isCountable = (column: Column) => {
          const values = column.filter((value) => value !== null)
          return Number.isSafeInteger(Math.max(0, ...values) - Math.min(0, ...values))
        }
        fc.pre(columns.every(isCountable))
        expect(unpacked(columns)).toEqual(columns)
      },
    ),
    { numRuns: 300 },
  )
})

it('gives back columns without entries, and no columns', () => {
  expect(unpacked([[], []])).toEqual([[], []])
  expect(unpacked([])).toEqual([])
})

const times = Array.from({ length: 288 }, (_, index) => index)

describe.each<[string, Column, number]>([
  ['never changes', times.map(() => 8_000_000_123), 24],
  ['is empty', times.map(() => null), 16],
  ['rises by the same', times.map((index) => 40_000_000 + index * 1_000_003), 40],
  ['is there every other time', times.map((index) => (index % 2 ? 60 : null)), 32],
])('a column that %s', (_, column, bytes) => {
  it('costs next to nothing', () => {
    expect(packColumns([column]).length).toBeLessThan(bytes)
    expect(unpacked([column])).toEqual([column])
  })
})

it('takes little more than its noise of numbers that are all noise', () => {
  let state = 1
  const noise = times.map(() => (state = (state * 48_271) % 2_147_483_647) % 65_536)
  expect(packColumns([noise]).length).toBeLessThan(288 * 2 + 40)
})

it('refuses what is no whole number, and what a later version packed', () => {
  expect(() => packColumns([[1, 0.5]])).toThrow('Only whole numbers can be packed')
  expect(() => packColumns([[Number.NaN]])).toThrow('Only whole numbers can be packed')
  const later = packColumns([[1]]).with(0, 2)
  expect(() => unpackColumns(later)).toThrow('Packed readings of format 2 are of a newer version')
})

it('says of what was cut off that it is damaged', () => {
  const whole = packColumns([times, times.map((index) => index * index)])
  expect(() => unpackColumns(whole.subarray(0, whole.length - 4))).toThrow()
})
