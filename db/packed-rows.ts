import type { FoldedWidth } from './buckets.ts'
import { packColumns, unpackColumns } from './packed-columns.ts'
import type { FoldedReadingTable, PackedReadingTable } from './schema.ts'

const dayMs = 86_400_000

/** How much of a link's time is in one row: a day of UTC, a week of hours. */
export const spanMs = { 300_000: dayMs, 3_600_000: 7 * dayMs } as const

/** In the order in which they lie in a packed row, which is never changed. */
export const packedColumns = [
  'asked',
  'answered',
  'rtt_min_us',
  'rtt_median_us',
  'rtt_max_us',
  'in_bits_per_second',
  'out_bits_per_second',
  'in_errors',
  'out_errors',
  'in_discards',
  'out_discards',
  'in_bits_per_second_max',
  'out_bits_per_second_max',
  'measured_minutes',
  'in_measured_minutes',
  'out_measured_minutes',
] as const

/** Of a bucket that is there it is never null. */
export const measuredMinutes = packedColumns.indexOf('measured_minutes')

/** Where the span begins that holds a time. */
export function spanOf(width: FoldedWidth, at: number): number {
  return at - (at % spanMs[width])
}

/** The rows of one link within one span, by their time; times without a row are gaps. */
export function packRows(width: FoldedWidth, at: number, rows: Iterable<FoldedReadingTable>): Uint8Array {
  const slots: (FoldedReadingTable | undefined)[] = Array.from({ length: spanMs[width] / width })
  for (const row of rows) slots[(row.at - at) / width] = row
  return packColumns(packedColumns.map((name) => slots.map((row) => row?.[name] ?? null)))
}

/** Exactly what was packed, in the order of time. */
export function unpackRows({ width, at, link, readings }: PackedReadingTable): FoldedReadingTable[] {
  const columns = unpackColumns(readings)
  const rows: FoldedReadingTable[] = []
  for (let slot = 0; slot < spanMs[width] / width; slot++) {
    if (Number.isNaN(columns[measuredMinutes]![slot])) continue
    const row: Record<string, number | null> = { at: at + slot * width, link }
    for (const [place, name] of packedColumns.entries()) {
      const value = columns[place]![slot]!
      row[name] = Number.isNaN(value) ? null : value
    }
    rows.push(row as unknown as FoldedReadingTable)
  }
  return rows
}
