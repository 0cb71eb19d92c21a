import type { Selectable } from 'kysely'
import type { Bucket } from '../collector/domain/fold.ts'
import type { MinuteRow } from '../collector/domain/minute-row.ts'
import type { FoldedReadingTable, MinuteReadingTable } from './schema.ts'

const minuteMs = 60_000

type Measured = Omit<MinuteRow, 'link' | 'at'>

export function toMinuteReading(link: number, at: number, measured: Measured): MinuteReadingTable {
  return {
    at,
    link,
    asked: measured.asked,
    answered: measured.answered,
    rtt_min_us: microseconds(measured.rttMinMs),
    rtt_median_us: microseconds(measured.rttMedianMs),
    rtt_max_us: microseconds(measured.rttMaxMs),
    in_bits_per_second: whole(measured.inBitsPerSecond),
    out_bits_per_second: whole(measured.outBitsPerSecond),
    in_errors: measured.inErrors,
    out_errors: measured.outErrors,
    in_discards: measured.inDiscards,
    out_discards: measured.outDiscards,
  }
}

export function toMeasured(row: Selectable<MinuteReadingTable>): Measured {
  return {
    asked: row.asked,
    answered: row.answered,
    rttMinMs: milliseconds(row.rtt_min_us),
    rttMedianMs: milliseconds(row.rtt_median_us),
    rttMaxMs: milliseconds(row.rtt_max_us),
    inBitsPerSecond: row.in_bits_per_second,
    outBitsPerSecond: row.out_bits_per_second,
    inErrors: row.in_errors,
    outErrors: row.out_errors,
    inDiscards: row.in_discards,
    outDiscards: row.out_discards,
  }
}

export function toFoldedReading(link: number, at: number, bucket: Bucket): FoldedReadingTable {
  return {
    ...toMinuteReading(link, at, bucket),
    in_bits_per_second_max: whole(bucket.inBitsPerSecondMax),
    out_bits_per_second_max: whole(bucket.outBitsPerSecondMax),
    measured_minutes: bucket.measuredMs / minuteMs,
    in_measured_minutes: bucket.inMeasuredMs / minuteMs,
    out_measured_minutes: bucket.outMeasuredMs / minuteMs,
  }
}

export function toBucket(row: Selectable<FoldedReadingTable>): Bucket {
  return {
    ...toMeasured(row),
    inBitsPerSecondMax: row.in_bits_per_second_max,
    outBitsPerSecondMax: row.out_bits_per_second_max,
    measuredMs: row.measured_minutes * minuteMs,
    inMeasuredMs: row.in_measured_minutes * minuteMs,
    outMeasuredMs: row.out_measured_minutes * minuteMs,
  }
}

/** The median of two can lie half a microsecond above one: a half is rounded up, whatever a division by a thousand made of it. */
function microseconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1_000 + 1e-6)
}

function milliseconds(us: number | null): number | null {
  return us === null ? null : us / 1_000
}

function whole(value: number | null): number | null {
  return value === null ? null : Math.round(value)
}
