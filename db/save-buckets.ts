import type { OnConflictBuilder } from 'kysely'
import type { Bucket } from '../collector/domain/fold.ts'
import { type FoldedWidth, readingTable } from './buckets.ts'
import { toFoldedReading } from './reading-row.ts'
import { runForEach } from './run-for-each.ts'
import type { Database, FoldedReadingTable } from './schema.ts'
import type { Trx } from './trx.ts'

type FoldedTable = (typeof readingTable)[FoldedWidth]

/** Writes the buckets of one time, by the row numbers of their links, over what may have been folded before. */
export async function saveBuckets(
  trx: Trx,
  width: FoldedWidth,
  at: number,
  buckets: ReadonlyMap<number, Bucket>,
): Promise<void> {
  await saveFolded(
    trx,
    width,
    [...buckets].map(([link, bucket]) => toFoldedReading(link, at, bucket)),
  )
}

/** The same of rows, of any times; `wins` says which is kept of two that are made of equally many minutes. */
export async function saveFolded(
  trx: Trx,
  width: FoldedWidth,
  rows: readonly FoldedReadingTable[],
  wins: 'new' | 'old' = 'new',
): Promise<void> {
  const [pattern] = rows
  if (!pattern) return
  const table = readingTable[width]
  const insert = trx
    .insertInto(table)
    .values(pattern)
    .onConflict((conflict) => overWhatWasFolded(conflict, table, wins))
  await runForEach(
    trx,
    insert,
    rows.map((row) => Object.values(row)),
  )
}

/** A bucket that was made of more minutes than there are now stays: the others were dropped since. */
export function overWhatWasFolded<Table extends FoldedTable>(
  conflict: OnConflictBuilder<Database, Table>,
  table: FoldedTable,
  wins: 'new' | 'old' = 'new',
) {
  return (conflict as OnConflictBuilder<Database, FoldedTable>)
    .columns(['at', 'link'])
    .doUpdateSet((set) => ({
      asked: set.ref('excluded.asked'),
      answered: set.ref('excluded.answered'),
      rtt_min_us: set.ref('excluded.rtt_min_us'),
      rtt_median_us: set.ref('excluded.rtt_median_us'),
      rtt_max_us: set.ref('excluded.rtt_max_us'),
      in_bits_per_second: set.ref('excluded.in_bits_per_second'),
      out_bits_per_second: set.ref('excluded.out_bits_per_second'),
      in_errors: set.ref('excluded.in_errors'),
      out_errors: set.ref('excluded.out_errors'),
      in_discards: set.ref('excluded.in_discards'),
      out_discards: set.ref('excluded.out_discards'),
      in_bits_per_second_max: set.ref('excluded.in_bits_per_second_max'),
      out_bits_per_second_max: set.ref('excluded.out_bits_per_second_max'),
      measured_minutes: set.ref('excluded.measured_minutes'),
      in_measured_minutes: set.ref('excluded.in_measured_minutes'),
      out_measured_minutes: set.ref('excluded.out_measured_minutes'),
    }))
    .whereRef('excluded.measured_minutes', wins === 'new' ? '>=' : '>', `${table}.measured_minutes`)
}
