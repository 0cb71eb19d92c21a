import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { fold } from '../collector/domain/fold.ts'
import type { Bucket } from '../collector/domain/fold.ts'
import type { LinkReadings } from '../collector/domain/link-readings.ts'
import type { Retention } from '../collector/domain/network.ts'
import { chooseResolution } from '../collector/domain/resolution.ts'
import type { Resolution } from '../collector/domain/resolution.ts'
import type { Scope } from '../collector/domain/scope.ts'
import { bucketsAt, finerWidth, firstReadingAt, lastReadingAt } from './buckets.ts'
import { foldProgress } from './fold-progress.ts'
import { packedReadings } from './packed-readings.ts'
import { toBucket } from './reading-row.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/** As many seeks as one turn of the event loop takes without being noticed. */
const seeksATurn = 1_000

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
  const within = linksWithin(db, scope)
  let query = db.selectFrom('link').select('id').where('name', '=', asked.link)
  if (within) query = query.where('id', 'in', within)
  const link = await query.executeTakeFirst()
  if (!link) return null
  const resolution = asked.resolution ?? chooseResolution(asked, asked.now, asked.retention)
  const at = grid(asked.from, asked.to, resolution)
  const buckets = await bucketsOf(db, link.id, resolution, at[0] ?? asked.from, asked.to)
  return columns(asked.link, resolution, at, buckets)
}

/** What is not folded yet is folded here from the next finer width, so that every chart reaches now. */
async function bucketsOf(
  db: Kysely<Database>,
  link: number,
  width: Resolution,
  from: number,
  to: number,
): Promise<Map<number, Bucket>> {
  if (width === 60_000) return storedBuckets(db, link, width, from, to)
  const progress = await foldProgress(db, width)
  const end = Math.ceil(to / width) * width
  const foldedUntil = Math.min(Math.max(progress?.foldedUntil ?? from, from), end)
  const buckets = await storedBuckets(db, link, width, from, foldedUntil)
  const parts = await bucketsOf(db, link, finerWidth[width], foldedUntil, end)
  for (const [at, ofBucket] of Map.groupBy(parts, ([partAt]) => partAt - (partAt % width))) {
    const bucket = fold(ofBucket.map(([, part]) => part))
    if (bucket) buckets.set(at, bucket)
  }
  return buckets
}

/**
 * Plain ones first, and then those packed: what is packed in between is found twice, and never not at all. Of one found
 * twice the plain one counts, which came later, unless it is made of less.
 */
async function storedBuckets(
  db: Kysely<Database>,
  link: number,
  width: Resolution,
  from: number,
  to: number,
): Promise<Map<number, Bucket>> {
  const buckets = await plainBuckets(db, link, width, from, to)
  if (width === 60_000) return buckets
  for (const row of await packedReadings(db, width, { from: link, to: link + 1 }, { from, to })) {
    const bucket = toBucket(row)
    if (bucket.measuredMs > (buckets.get(row.at)?.measuredMs ?? 0)) buckets.set(row.at, bucket)
  }
  return buckets
}

async function plainBuckets(
  db: Kysely<Database>,
  link: number,
  width: Resolution,
  from: number,
  to: number,
): Promise<Map<number, Bucket>> {
  const buckets = new Map<number, Bucket>()
  const first = await firstReadingAt(db, width, from)
  const last = await lastReadingAt(db, width)
  if (first === null || last === null) return buckets
  const times = grid(first, Math.min(to, last + 1), width)
  for (let start = 0; start < times.length; start += seeksATurn) {
    if (start > 0) await nextTurn()
    const some = times.slice(start, start + seeksATurn)
    for (const { at, bucket } of await bucketsAt(db, width, some, { from: link, to: link + 1 })) {
      buckets.set(at, bucket)
    }
  }
  return buckets
}

function columns(
  id: string,
  resolution: Resolution,
  at: number[],
  buckets: Map<number, Bucket>,
): LinkReadings {
  const rows = at.map((time) => buckets.get(time))
  const column = (name: keyof Bucket) => rows.map((row) => row?.[name] ?? null)
  return {
    id,
    resolution,
    at,
    asked: column('asked'),
    answered: column('answered'),
    rttMinMs: column('rttMinMs'),
    rttMedianMs: column('rttMedianMs'),
    rttMaxMs: column('rttMaxMs'),
    inBitsPerSecond: column('inBitsPerSecond'),
    outBitsPerSecond: column('outBitsPerSecond'),
    inErrors: column('inErrors'),
    outErrors: column('outErrors'),
    inDiscards: column('inDiscards'),
    outDiscards: column('outDiscards'),
    ...(resolution > 60_000 && {
      inBitsPerSecondMax: column('inBitsPerSecondMax'),
      outBitsPerSecondMax: column('outBitsPerSecondMax'),
      measuredRatio: rows.map((row) => (row ? row.measuredMs / resolution : null)),
    }),
  }
}

/** Every step of the width from the one that holds `from` up to `to`, without `to`. */
function grid(from: number, to: number, width: number): number[] {
  const first = from - (from % width)
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / width)) }, (_, i) => first + i * width)
}
