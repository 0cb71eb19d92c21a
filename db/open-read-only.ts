import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './trx.ts'
import { connectAsIs, opened } from './sqlite.ts'
import { StoreRefused } from './store-error.ts'
import { tablesOf } from './tables.ts'

/** The store as it is, for questions alone: beside the collector that records into it, or without one. */
export interface ReadOnlyStore {
  readonly db: Db
  close(): Promise<void>
}

/** A StoreRefused says why it cannot be opened, and what would be right. */
export function openReadOnly(folder: string): ReadOnlyStore {
  const file = join(folder, 'satker-connected.db')
  if (!existsSync(file)) throw noStore(file, 'missing')
  try {
    const database = opened(file, { readOnly: true, timeout: 5_000 })
    try {
      const tables = tablesOf(database, file)
      if (tables === 'empty') throw noStore(file, tables)
      if (tables === 'older')
        throw new StoreRefused(
          `${file}: the tables are of an older version; the collector of this version brings them up at its start.`,
        )
    } catch (error) {
      database.close()
      throw error
    }
    // Each commit of the collector empties it, and a day of a link lies on more pages than it is worth to keep.
    database.exec('pragma cache_size = -4096')
    const db = connectAsIs(database)
    return { db, close: () => db.destroy() }
  } catch (error) {
    if (error instanceof StoreRefused) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new StoreRefused(
      `${file} cannot be read: ${why}. It must be the database of a collector, and this user must be allowed to read it and its folder.`,
      { cause: error },
    )
  }
}

export function noStore(file: string, tables: 'missing' | 'empty'): StoreRefused {
  const said = tables === 'missing' ? `There is no ${file}.` : `There is nothing in ${file} yet.`
  return new StoreRefused(`${said} Give the data folder of the collector with --data, as it was given to it.`)
}
