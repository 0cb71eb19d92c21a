import type { MinuteRow } from './minute-row.ts'

/** What was measured of one link in one period: a minute, or several folded into one. */
export interface Bucket extends Omit<MinuteRow, 'link' | 'at'> {
  /** The busiest minute. */
  inBitsPerSecondMax: number | null
  outBitsPerSecondMax: number | null
  /** How much of the period has a reading at all, and how much has a rate in each direction. */
  measuredMs: number
  inMeasuredMs: number
  outMeasuredMs: number
}

const minuteMs = 60_000

/** A single minute as the smallest bucket, so that there is only one way of folding. */
export function minuteBucket(row: Omit<MinuteRow, 'link' | 'at'>): Bucket {
  return {
    ...row,
    inBitsPerSecondMax: row.inBitsPerSecond,
    outBitsPerSecondMax: row.outBitsPerSecond,
    measuredMs: minuteMs,
    inMeasuredMs: row.inBitsPerSecond === null ? 0 : minuteMs,
    outMeasuredMs: row.outBitsPerSecond === null ? 0 : minuteMs,
  }
}

/**
 * Several buckets as one: counts are added, extremes kept, rates weighed by the time they were measured
 * over, so that an hour of five-minute buckets has the very mean of its minutes. What none of them
 * measured stays null. Without buckets there is nothing to say: null.
 */
export function fold(buckets: Bucket[]): Bucket | null {
  if (buckets.length === 0) return null
  const inRate = meanRate(buckets.map((bucket) => [bucket.inBitsPerSecond, bucket.inMeasuredMs]))
  const outRate = meanRate(buckets.map((bucket) => [bucket.outBitsPerSecond, bucket.outMeasuredMs]))
  return {
    asked: sum(buckets.map((bucket) => bucket.asked)),
    answered: sum(buckets.map((bucket) => bucket.answered)),
    rttMinMs: extreme(
      Math.min,
      buckets.map((bucket) => bucket.rttMinMs),
    ),
    rttMedianMs: median(buckets.map((bucket) => bucket.rttMedianMs)),
    rttMaxMs: extreme(
      Math.max,
      buckets.map((bucket) => bucket.rttMaxMs),
    ),
    inBitsPerSecond: inRate.mean,
    outBitsPerSecond: outRate.mean,
    inBitsPerSecondMax: extreme(
      Math.max,
      buckets.map((bucket) => bucket.inBitsPerSecondMax),
    ),
    outBitsPerSecondMax: extreme(
      Math.max,
      buckets.map((bucket) => bucket.outBitsPerSecondMax),
    ),
    inErrors: sum(buckets.map((bucket) => bucket.inErrors)),
    outErrors: sum(buckets.map((bucket) => bucket.outErrors)),
    inDiscards: sum(buckets.map((bucket) => bucket.inDiscards)),
    outDiscards: sum(buckets.map((bucket) => bucket.outDiscards)),
    measuredMs: buckets.reduce((total, bucket) => total + bucket.measuredMs, 0),
    inMeasuredMs: inRate.measuredMs,
    outMeasuredMs: outRate.measuredMs,
  }
}

function meanRate(rates: [bitsPerSecond: number | null, measuredMs: number][]) {
  let weighed = 0
  let measuredMs = 0
  for (const [bitsPerSecond, ms] of rates) {
    if (bitsPerSecond === null) continue
    // By the minute: in milliseconds the sum of an hour of a fast line would be beyond the whole numbers.
    weighed += bitsPerSecond * (ms / minuteMs)
    measuredMs += ms
  }
  return { mean: measuredMs === 0 ? null : weighed / (measuredMs / minuteMs), measuredMs }
}

function sum(values: (number | null)[]): number | null {
  const present = values.filter((value) => value !== null)
  return present.length === 0 ? null : present.reduce((total, value) => total + value, 0)
}

function extreme(pick: (...values: number[]) => number, values: (number | null)[]): number | null {
  const present = values.filter((value) => value !== null)
  return present.length === 0 ? null : pick(...present)
}

function median(values: (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).toSorted((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}
