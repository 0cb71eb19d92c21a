import { bytesByTable } from './sqlite.ts'
import type { Db } from './trx.ts'

export interface TableSize {
  /** On the disk, with its indexes. */
  bytes: number
  rows: number
}

/** Of every table that readings and changes are in. It reads the whole file, and is for whoever measures. */
export async function tableSizes(db: Db): Promise<Map<string, TableSize>> {
  const bytes = await bytesByTable(db)
  const sizes = new Map<string, TableSize>()
  for (const name of measuredTables) {
    const { rows } = await db
      .selectFrom(name)
      .select((of) => of.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    sizes.set(name, { bytes: bytes.get(name) ?? 0, rows })
  }
  return sizes
}

const measuredTables = [
  'link',
  'minute_reading',
  'five_minute_reading',
  'hour_reading',
  'packed_reading',
  'status_change',
  'outage',
] as const

/** What packed days and packed weeks hold, without their share of pages. */
export async function packedBytes(db: Db): Promise<{ days: TableSize; weeks: TableSize }> {
  const rows = await db
    .selectFrom('packed_reading')
    .select(['width', (of) => of.fn.countAll<number>().as('rows')])
    .select((of) => of.fn.sum<number>(of.fn('length', ['readings'])).as('bytes'))
    .groupBy('width')
    .execute()
  const of = (width: number) => rows.find((row) => row.width === width) ?? { rows: 0, bytes: 0 }
  return { days: of(300_000), weeks: of(3_600_000) }
}
