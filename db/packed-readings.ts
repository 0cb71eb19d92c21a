import type { Kysely } from 'kysely'
import type { FoldedWidth } from './buckets.ts'
import { spanMs, spanOf, unpackRows } from './packed-rows.ts'
import { saveFolded } from './save-buckets.ts'
import type { Database, FoldedReadingTable, PackedReadingTable } from './schema.ts'
import type { Trx } from './trx.ts'

/** Of a day of UTC or more, by day: in one statement. */
const spansAStatement = 400

interface Links {
  from: number
  to: number
}

/** The packed rows of some links (half-open) that hold readings from `from` until before `to`, in the order of time. */
export async function packedSpans(
  db: Kysely<Database>,
  width: FoldedWidth,
  links: Links,
  { from, to }: { from: number; to: number },
): Promise<PackedReadingTable[]> {
  const spans: number[] = []
  for (let at = spanOf(width, from); at < to; at += spanMs[width]) spans.push(at)
  const found: PackedReadingTable[] = []
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
    found.push(...rows)
  }
  return found
}

/** The readings of those times in them. */
export async function packedReadings(
  db: Kysely<Database>,
  width: FoldedWidth,
  links: Links,
  period: { from: number; to: number },
): Promise<FoldedReadingTable[]> {
  const spans = await packedSpans(db, width, links, period)
  return spans.flatMap(unpackRows).filter(({ at }) => at >= period.from && at < period.to)
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
