import type { Kysely } from 'kysely'
import { minuteBucket } from '../collector/domain/fold.ts'
import type { Bucket } from '../collector/domain/fold.ts'
import type { Resolution } from '../collector/domain/resolution.ts'
import { rowsAsArrays } from './as-arrays.ts'
import { packedColumns } from './packed-rows.ts'
import { toBucket, toMeasured } from './reading-row.ts'
import type { Database, FoldedReadingTable, MinuteReadingTable } from './schema.ts'

export type FoldedWidth = Exclude<Resolution, 60_000>

/** What each folded width is made of. */
export const finerWidth = { 300_000: 60_000, 3_600_000: 300_000 } as const

/** Where each width is kept. */
export const readingTable = {
  60_000: 'minute_reading',
  300_000: 'five_minute_reading',
  3_600_000: 'hour_reading',
} as const

export interface LinkBucket {
  at: number
  /** Row number of the link. */
  link: number
  bucket: Bucket
}

/** As many of the columns as a minute has. */
const minuteColumns = packedColumns.slice(0, packedColumns.indexOf('in_bits_per_second_max'))

/**
 * The readings of one link at times taken from the grid of that width, each as its time and then what it has of
 * `packedColumns`. Each time is one seek in a table that is keyed time first, where a range of times would be a scan.
 */
export async function valuesAt(
  db: Kysely<Database>,
  width: Resolution,
  times: number[],
  link: number,
): Promise<(number | null)[][]> {
  // What is selected of the widths differs, and what is asked of them does not.
  const query = db.selectFrom(readingTable[width] as 'five_minute_reading')
  const columns = width === 60_000 ? minuteColumns : packedColumns
  return await rowsAsArrays(
    db,
    query
      .select(['at', ...columns])
      .where('at', 'in', times)
      .where('link', '=', link),
  )
}

type RowAt<Width extends Resolution> = Width extends FoldedWidth ? FoldedReadingTable : MinuteReadingTable

/** The rows of the links from one row number to another (half-open), found as `valuesAt` finds those of one. */
export async function rowsAt<Width extends Resolution>(
  db: Kysely<Database>,
  width: Width,
  times: number[],
  links: { from: number; to: number },
): Promise<RowAt<Width>[]> {
  const rows = await db
    .selectFrom(readingTable[width as Resolution])
    .selectAll()
    .where('at', 'in', times)
    .where('link', '>=', links.from)
    .where('link', '<', links.to)
    .execute()
  return rows as RowAt<Width>[]
}

/** The same as buckets. */
export async function bucketsAt(
  db: Kysely<Database>,
  width: Resolution,
  times: number[],
  links: { from: number; to: number },
): Promise<LinkBucket[]> {
  const rows = await rowsAt(db, width, times, links)
  return rows.map((row) => ({ at: row.at, link: row.link, bucket: bucketOf(row) }))
}

function bucketOf(row: MinuteReadingTable | FoldedReadingTable): Bucket {
  return 'measured_minutes' in row ? toBucket(row) : minuteBucket(toMeasured(row))
}

/** The first time from `since` on at which anything was measured of any link; null if there is none. */
export async function firstReadingAt(
  db: Kysely<Database>,
  width: Resolution,
  since: number,
): Promise<number | null> {
  const row = await db
    .selectFrom(readingTable[width])
    .select('at')
    .where('at', '>=', since)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}

export async function lastReadingAt(db: Kysely<Database>, width: Resolution): Promise<number | null> {
  const row = await db
    .selectFrom(readingTable[width])
    .select('at')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}
