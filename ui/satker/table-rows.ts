/** The points of the charts as a table of a few rows, folded just as the collector folds them. */
import { fold, minuteBucket, type Bucket } from '../../collector/domain/fold.ts'
import type { WireReadings } from '../../collector/serve/wire.ts'

export interface TableRow {
  from: number
  to: number
  /** Null where nothing was measured. */
  bucket: Bucket | null
  /** How much of it has a reading, 0..1. */
  measuredRatio: number
}

const steps = [1, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440].map((minutes) => minutes * 60_000)
const dayMs = 86_400_000

/** Newest first, at most `most` of them, each as wide as the least round step that allows it. */
export function tableRows(readings: WireReadings, most: number): TableRow[] {
  const { at, resolution } = readings
  const least = Math.ceil(at.length / most) * resolution
  const width =
    steps.find((step) => step >= least && step % resolution === 0) ?? Math.ceil(least / dayMs) * dayMs
  const rows: TableRow[] = []
  for (let start = 0; start < at.length; start += width / resolution) {
    const end = Math.min(at.length, start + width / resolution)
    const buckets: Bucket[] = []
    for (let i = start; i < end; i++) {
      const bucket = bucketOf(readings, i)
      if (bucket) buckets.push(bucket)
    }
    const bucket = fold(buckets)
    const ms = (end - start) * resolution
    rows.push({
      from: at[start]!,
      to: at[start]! + ms,
      bucket,
      measuredRatio: (bucket?.measuredMs ?? 0) / ms,
    })
  }
  return rows.reverse()
}

/** Null where nobody looked. */
function bucketOf(readings: WireReadings, i: number): Bucket | null {
  const value = (column: readonly (number | null)[]) => column[i] ?? null
  const minute = minuteBucket({
    asked: value(readings.asked),
    answered: value(readings.answered),
    rttMinMs: value(readings.rttMinMs),
    rttMedianMs: value(readings.rttMedianMs),
    rttMaxMs: value(readings.rttMaxMs),
    inBitsPerSecond: value(readings.inBitsPerSecond),
    outBitsPerSecond: value(readings.outBitsPerSecond),
    inErrors: value(readings.inErrors),
    outErrors: value(readings.outErrors),
    inDiscards: value(readings.inDiscards),
    outDiscards: value(readings.outDiscards),
  })
  if (minute.asked === null && minute.inBitsPerSecond === null && minute.outBitsPerSecond === null)
    return null
  const measuredMs = (readings.measuredRatio?.[i] ?? 1) * readings.resolution
  return {
    ...minute,
    inBitsPerSecondMax: value(readings.inBitsPerSecondMax ?? readings.inBitsPerSecond),
    outBitsPerSecondMax: value(readings.outBitsPerSecondMax ?? readings.outBitsPerSecond),
    measuredMs,
    inMeasuredMs: minute.inBitsPerSecond === null ? 0 : measuredMs,
    outMeasuredMs: minute.outBitsPerSecond === null ? 0 : measuredMs,
  }
}
