import type { FoldedWidth } from './buckets.ts'
import { packColumns, unpackColumns } from './packed-columns.ts'
import type { FoldedReadingTable, PackedReadingTable } from './schema.ts'

const dayMs = 86_400_000

/** How much of a link's time is in one row: a day of UTC, a week of hours. */
export const spanMs = { 300_000: dayMs, 3_600_000: 7 * dayMs } as const

/** In the order in which they lie in a packed row, which is never changed. */
const columns = [
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

/** Where the span begins that holds a time. */
export function spanOf(width: FoldedWidth, at: number): number {
  return at - (at % spanMs[width])
}

/** The rows of one link within one span, by their time; times without a row are gaps. */
export function packRows(width: FoldedWidth, at: number, rows: Iterable<FoldedReadingTable>): Uint8Array {
  const slots: (FoldedReadingTable | undefined)[] = Array.from({ length: spanMs[width] / width })
  for (const row of rows) slots[(row.at - at) / width] = row
  return packColumns(columns.map((name) => slots.map((row) => row?.[name] ?? null)))
}

/** Exactly what was packed, in the order of time. */
export function unpackRows({ width, at, link, readings }: PackedReadingTable): FoldedReadingTable[] {
  const unpacked = unpackColumns(readings)
  const column = (name: (typeof columns)[number]) => unpacked[columns.indexOf(name)]!
  const [asked, answered] = [column('asked'), column('answered')]
  const [least, median, most] = [column('rtt_min_us'), column('rtt_median_us'), column('rtt_max_us')]
  const [inRate, outRate] = [column('in_bits_per_second'), column('out_bits_per_second')]
  const [inErrors, outErrors] = [column('in_errors'), column('out_errors')]
  const [inDiscards, outDiscards] = [column('in_discards'), column('out_discards')]
  const [inMost, outMost] = [column('in_bits_per_second_max'), column('out_bits_per_second_max')]
  const [inMinutes, outMinutes] = [column('in_measured_minutes'), column('out_measured_minutes')]
  const rows: FoldedReadingTable[] = []
  for (const [slot, minutes] of column('measured_minutes').entries()) {
    if (minutes === null) continue
    rows.push({
      at: at + slot * width,
      link,
      asked: asked[slot]!,
      answered: answered[slot]!,
      rtt_min_us: least[slot]!,
      rtt_median_us: median[slot]!,
      rtt_max_us: most[slot]!,
      in_bits_per_second: inRate[slot]!,
      out_bits_per_second: outRate[slot]!,
      in_errors: inErrors[slot]!,
      out_errors: outErrors[slot]!,
      in_discards: inDiscards[slot]!,
      out_discards: outDiscards[slot]!,
      in_bits_per_second_max: inMost[slot]!,
      out_bits_per_second_max: outMost[slot]!,
      measured_minutes: minutes,
      in_measured_minutes: inMinutes[slot]!,
      out_measured_minutes: outMinutes[slot]!,
    })
  }
  return rows
}
