/** Readings made by a few sums, where it matters how many there are and not what they say. */
import { toFoldedReading } from '../../db/reading-row.ts'
import { type Bucket, minuteBucket } from '../domain/fold.ts'
import type { MinuteRow } from '../domain/minute-row.ts'

const minuteMs = 60_000

export function madeMinute(link: string, number: number, at: number): MinuteRow {
  const noise = noiseOf(number, at)
  return {
    link,
    at,
    asked: 6,
    answered: 6,
    rttMinMs: 30 + (noise % 1_013) / 1_000,
    rttMedianMs: 32 + (noise % 2_027) / 1_000,
    rttMaxMs: 36 + (noise % 9_001) / 1_000,
    inBitsPerSecond: noise % 9_000_011,
    outBitsPerSecond: noise % 2_000_003,
    inErrors: 0,
    outErrors: 0,
    inDiscards: noise % 3,
    outDiscards: 0,
  }
}

/** The row of a bucket of that width. */
export function madeFolded(link: number, at: number, widthMs: number) {
  const bucket: Bucket = minuteBucket(madeMinute('', link, at))
  return toFoldedReading(link, at, {
    ...bucket,
    measuredMs: widthMs,
    inMeasuredMs: widthMs,
    outMeasuredMs: widthMs,
  })
}

/** A whole number below 2^31 that looks like chance. */
function noiseOf(number: number, at: number): number {
  const mixed = Math.imul(number + 1, 0x9e37_79b1) ^ Math.imul(at / minuteMs, 0x85eb_ca6b)
  return (Math.imul(mixed ^ (mixed >>> 15), 0x2c1b_3c6d) >>> 1) >>> 0
}
