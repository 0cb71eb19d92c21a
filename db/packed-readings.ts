import type { Kysely } from 'kysely'
import type { FoldedWidth } from './buckets.ts'
import { spanMs, spanOf, unpackRows } from './packed-rows.ts'
import { saveFolded } from './save-buckets.ts'
import type { Database, FoldedReadingTable } from './schema.ts'
import type { Trx } from './trx.ts'

/** Of a day of UTC or more, by day: in one statement. */
const spansAStatement = 400

interface Links {
  from: number
  to: number
}

/** The packed readings of some links (half-open) at times from `from` until before `to`, in the order of time. */
export async function packedReadings(
  db: Kysely<Database>,
  width: FoldedWidth,
  links: Links,
  { from, to }: { from: number; to: number },
): Promise<FoldedReadingTable[]> {
  const spans: number[] = []
  for (let at = spanOf(width, from); at < to; at += spanMs[width]) spans.push(at)
  const found: FoldedReadingTable[] = []
  for (let start = 0; start < spans.length; start += spansAStatement) {
    const rows = await db
      .selectFrom('packed_reading')
      .selectAll()
      .where('width', '=', width)
      .where('at', 'in', spans.slice(start, start + spansAStatement))
      .where('link', '>=', links.from)
      .where('link', '<', links.to)
      .orderBy('at')
      .execute()
    for (const row of rows)
      for (const reading of unpackRows(row)) if (reading.at >= from && reading.at < to) found.push(reading)
  }
  return found
}

/** Puts readings of a time that is packed already back beside those that came late, so that they are folded together. */
export async function restorePacked(
  trx: Trx,
  width: FoldedWidth,
  links: Links,
  period: { from: number; to: number },
): Promise<void> {
  await saveFolded(trx, width, await packedReadings(trx, width, links, period), 'old')
}

/** Of two of the same time, one packed and one that came after: the later, unless it is made of fewer minutes. */
export function laterOf(
  packed: FoldedReadingTable | undefined,
  plain: FoldedReadingTable,
): FoldedReadingTable {
  return packed && packed.measured_minutes > plain.measured_minutes ? packed : plain
}

/** What is folded into a span that is being packed has to be packed with it: it is begun anew. */
export async function restartPacking(trx: Trx, width: FoldedWidth, at: number): Promise<void> {
  await trx
    .deleteFrom('pack_progress')
    .where('width', '=', width)
    .where('at', '=', spanOf(width, at))
    .execute()
}
