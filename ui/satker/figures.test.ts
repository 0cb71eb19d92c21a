import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highest, laidOn, lossRatio, lossRatios, percentile, within } from './figures.ts'
import { readingsOf } from './readings.test-kit.ts'

describe('the highest value', () => {
  it('is the highest that was measured', () => expect(highest([null, 3, 9, null])).toBe(9))
  it('is nothing where nothing was', () => expect(highest([null])).toBeNull())
})

describe('a percentile', () => {
  it.each([
    ['the 95th of a hundred', Array.from({ length: 100 }, (_, i) => 100 - i), 0.95, 95],
    ['the 95th of two', [1, 2], 0.95, 2],
    ['the median of three, gaps left out', [9, null, 1, null, 5], 0.5, 5],
    ['of one value that value', [7], 0.95, 7],
    ['of none nothing', [null, null], 0.95, null],
  ])('%s', (_name, values, share, expected) => {
    expect(percentile(values, share)).toBe(expected)
  })

  it('is a measured value, with no more than the rest above it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (values) => {
        const found = percentile(values, 0.95)!
        expect(values).toContain(found)
        expect(values.filter((value) => value > found).length).toBeLessThanOrEqual(values.length * 0.05)
      }),
    )
  })

  it('leaves the column in its order', () => {
    const column = [3, 1, 2]
    percentile(column, 0.5)
    expect(column).toEqual([3, 1, 2])
  })
})

describe('loss', () => {
  const echoes = { asked: [6, 6, null, 0, 4], answered: [6, 3, null, 0, null] }

  it('is told for each reading that asked', () => {
    expect(lossRatios(echoes)).toEqual([0, 0.5, null, null, 1])
  })

  it('is weighed by the echoes as a whole', () => expect(lossRatio(echoes)).toBeCloseTo(7 / 16))
  it('is nothing where nobody asked', () => expect(lossRatio({ asked: [null], answered: [null] })).toBeNull())
})

describe('the stretch before', () => {
  it('is laid on the times of this one, missing ones left out', () => {
    const before = { at: [0, 60, 120], column: [1, null, 3], backMs: 1000 }
    expect(laidOn([1000, 1060, 1120, 1180], before)).toEqual([1, null, 3, null])
  })
})

describe('the readings within a stretch', () => {
  it('begin with the one that reaches into it', () => {
    const readings = readingsOf({ at: [0, 60_000, 120_000], inBitsPerSecond: [1, 2, 3] })
    expect(within(readings, { from: 90_000, to: 180_000 })).toMatchObject({
      at: [60_000, 120_000],
      inBitsPerSecond: [2, 3],
      resolution: 60_000,
    })
    expect(within(readings, { from: 0, to: 180_000 })).toBe(readings)
  })
})
