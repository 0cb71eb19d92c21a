import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold, minuteBucket } from './fold.ts'
import type { Bucket } from './fold.ts'

const blank = {
  asked: null,
  answered: null,
  rttMinMs: null,
  rttMedianMs: null,
  rttMaxMs: null,
  inBitsPerSecond: null,
  outBitsPerSecond: null,
  inErrors: null,
  outErrors: null,
  inDiscards: null,
  outDiscards: null,
}

const count = fc.option(fc.integer({ min: 0, max: 1_000 }))
const minute = fc.record({
  asked: count,
  answered: count,
  rttMinMs: count,
  rttMedianMs: count,
  rttMaxMs: count,
  inBitsPerSecond: count,
  outBitsPerSecond: count,
  inErrors: count,
  outErrors: count,
  inDiscards: count,
  outDiscards: count,
})

function folded(buckets: Bucket[]): Bucket {
  const bucket = fold(buckets)
  if (!bucket) throw new Error('There was nothing to fold.')
  return bucket
}

it('has nothing to say of no buckets', () => {
  expect(fold([])).toBeNull()
})

it('leaves null what no minute measured, and does not take null for zero', () => {
  const bucket = folded([minuteBucket({ ...blank, asked: 6, answered: 0, inErrors: 0 }), minuteBucket(blank)])
  expect(bucket).toMatchObject({ asked: 6, answered: 0, inErrors: 0, outErrors: null, rttMedianMs: null })
  expect(bucket).toMatchObject({
    inBitsPerSecond: null,
    inBitsPerSecondMax: null,
    measuredMs: 120_000,
    inMeasuredMs: 0,
  })
})

it('weighs rates by the time they were measured over', () => {
  const busy = folded([minuteBucket({ ...blank, inBitsPerSecond: 900 }), minuteBucket(blank)])
  const quiet = folded([100, 200, 300].map((rate) => minuteBucket({ ...blank, inBitsPerSecond: rate })))
  expect(folded([busy, quiet])).toMatchObject({
    inBitsPerSecond: 375,
    inBitsPerSecondMax: 900,
    inMeasuredMs: 240_000,
  })
})

it('takes the median of the medians, between the middle two of an even number', () => {
  const of = (medians: number[]) =>
    folded(medians.map((ms) => minuteBucket({ ...blank, rttMedianMs: ms }))).rttMedianMs
  expect(of([40, 10, 90])).toBe(40)
  expect(of([40, 10, 90, 50])).toBe(45)
})

it('gives an hour the same sums, means and extremes as all its minutes, however they are grouped', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(minute, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 }),
      (groups) => {
        const { rttMedianMs: _, ...direct } = folded(groups.flat().map(minuteBucket))
        const staged = folded(groups.map((group) => folded(group.map(minuteBucket))))
        for (const [name, value] of Object.entries(direct)) {
          const found = staged[name as keyof Bucket]
          if (value === null) expect(found).toBeNull()
          else expect(found).toBeCloseTo(value, 6)
        }
      },
    ),
  )
})

it('keeps mean and median between the extremes', () => {
  fc.assert(
    fc.property(fc.array(minute, { minLength: 1, maxLength: 60 }), (minutes) => {
      const bucket = folded(minutes.map(minuteBucket))
      if (bucket.inBitsPerSecond !== null) {
        expect(bucket.inBitsPerSecond).toBeLessThanOrEqual((bucket.inBitsPerSecondMax ?? 0) + 1e-9)
      }
      expect(bucket.measuredMs).toBe(minutes.length * 60_000)
    }),
  )
})
