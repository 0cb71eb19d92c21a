import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { fold } from '../collector/domain/fold.ts'
import type { Bucket } from '../collector/domain/fold.ts'
import type { LinkReadings } from '../collector/domain/link-readings.ts'
import type { Retention } from '../collector/domain/network.ts'
import { chooseResolution } from '../collector/domain/resolution.ts'
import type { Resolution } from '../collector/domain/resolution.ts'
import type { Scope } from '../collector/domain/scope.ts'
import { finerWidth, firstReadingAt, type FoldedWidth, lastReadingAt, valuesAt } from './buckets.ts'
import { foldProgress } from './fold-progress.ts'
import { packedSpans } from './packed-readings.ts'
import { ReadingColumns } from './reading-columns.ts'
import { toFoldedReading } from './reading-row.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/** As many seeks as one turn of the event loop takes without being noticed. */
const seeksATurn = 1_000
const spansATurn = 50

export interface ReadingsQuery {
  /** The id of devices.yaml. */
  link: string
  from: number
  to: number
  /** Null: the finest that a chart can show and that is kept that long. */
  resolution?: Resolution | null
  now: number
  retention: Retention
}

/** Null when nothing was ever recorded under that id, or it is of a satker beyond the scope. */
export async function linkReadings(
  db: Kysely<Database>,
  scope: Scope,
  asked: ReadingsQuery,
): Promise<LinkReadings | null> {
  return (await filled(db, scope, asked))?.told(asked.link) ?? null
}

/** The same as JSON in UTF-8. */
export async function linkReadingsText(
  db: Kysely<Database>,
  scope: Scope,
  asked: ReadingsQuery,
): Promise<Uint8Array<ArrayBuffer> | null> {
  return (await filled(db, scope, asked))?.text(asked.link) ?? null
}

async function filled(
  db: Kysely<Database>,
  scope: Scope,
  asked: ReadingsQuery,
): Promise<ReadingColumns | null> {
  const within = linksWithin(db, scope)
  let query = db.selectFrom('link').select('id').where('name', '=', asked.link)
  if (within) query = query.where('id', 'in', within)
  const link = await query.executeTakeFirst()
  if (!link) return null
  const resolution = asked.resolution ?? chooseResolution(asked, asked.now, asked.retention)
  const from = asked.from - (asked.from % resolution)
  const columns = new ReadingColumns(from, resolution, Math.max(0, Math.ceil((asked.to - from) / resolution)))
  await fill(db, columns, { link: link.id, width: resolution, from, to: asked.to })
  return columns
}

interface Part {
  link: number
  width: Resolution
  from: number
  to: number
}

/** What is not folded yet is folded here from the next finer width, so that every chart reaches now. */
async function fill(db: Kysely<Database>, columns: ReadingColumns, part: Part): Promise<void> {
  const { link, width, from, to } = part
  if (width === 60_000) return fillPlain(db, columns, part)
  const progress = await foldProgress(db, width)
  const end = Math.ceil(to / width) * width
  const foldedUntil = Math.min(Math.max(progress?.foldedUntil ?? from, from), end)
  await fillStored(db, columns, { link, width, from, to: foldedUntil })
  for (const [at, bucket] of await foldedNow(db, { link, width, from: foldedUntil, to: end }))
    columns.putRow(toFoldedReading(link, at, bucket))
}

/**
 * Plain ones first, and then those packed: what is packed in between is found twice, and never not at all. Of one found
 * twice the plain one counts, which came later, unless it is made of less.
 */
async function fillStored(
  db: Kysely<Database>,
  columns: ReadingColumns,
  { link, width, from, to }: Part & { width: FoldedWidth },
): Promise<void> {
  await fillPlain(db, columns, { link, width, from, to })
  const spans = await packedSpans(db, width, { from: link, to: link + 1 }, { from, to })
  for (const [place, span] of spans.entries()) {
    if (place > 0 && place % spansATurn === 0) await nextTurn()
    columns.putPacked(span)
  }
}

async function fillPlain(
  db: Kysely<Database>,
  columns: ReadingColumns,
  { link, width, from, to }: Part,
): Promise<void> {
  const first = await firstReadingAt(db, width, from)
  const last = await lastReadingAt(db, width)
  if (first === null || last === null) return
  const times = grid(first, Math.min(to, last + 1), width)
  for (let start = 0; start < times.length; start += seeksATurn) {
    if (start > 0) await nextTurn()
    const readings = await valuesAt(db, width, times.slice(start, start + seeksATurn), link)
    for (const values of readings) columns.put(values)
  }
}

/** Buckets that are folded for this answer, of parts that may be folded for it themselves. */
async function foldedNow(
  db: Kysely<Database>,
  { link, width, from, to }: Part & { width: FoldedWidth },
): Promise<Map<number, Bucket>> {
  const finer = finerWidth[width]
  const parts = new ReadingColumns(from, finer, (to - from) / finer)
  await fill(db, parts, { link, width: finer, from, to })
  const folded = new Map<number, Bucket>()
  for (const [at, ofBucket] of Map.groupBy(parts.buckets(), (part) => part.at - (part.at % width))) {
    const bucket = fold(ofBucket.map((part) => part.bucket))
    if (bucket) folded.set(at, bucket)
  }
  return folded
}

/** Every step of the width from the one that holds `from` up to `to`, without `to`. */
function grid(from: number, to: number, width: number): number[] {
  const first = from - (from % width)
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / width)) }, (_, i) => first + i * width)
}
