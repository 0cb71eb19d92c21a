import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { migrations } from './migrate.ts'
import type { Database } from './schema.ts'
import { NodeSqliteDialect } from './sqlite.ts'
import { StoreRefused } from './store-error.ts'

/** The store as it is, for questions alone: beside the collector that records into it, or without one. */
export interface ReadOnlyStore {
  readonly db: Kysely<Database>
  close(): Promise<void>
}

/** A StoreRefused says why it cannot be opened, and what would be right. */
export async function openReadOnly(folder: string): Promise<ReadOnlyStore> {
  const file = join(folder, 'satker-connected.db')
  if (!existsSync(file)) {
    throw new StoreRefused(
      `There is no ${file}. Give the data folder of the collector with --data, as it was given to it.`,
    )
  }
  try {
    const database = new DatabaseSync(file, { readOnly: true, enableDoubleQuotedStringLiterals: false })
    database.exec('pragma busy_timeout = 5000')
    const db = new Kysely<Database>({ dialect: new NodeSqliteDialect(database) })
    try {
      await checkVersion(db, file)
      return { db, close: () => db.destroy() }
    } catch (error) {
      await db.destroy()
      throw error
    }
  } catch (error) {
    if (error instanceof StoreRefused) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new StoreRefused(
      `${file} cannot be read: ${why}. It must be the database of a collector, and this user must be allowed to read it and its folder.`,
      { cause: error },
    )
  }
}

async function checkVersion(db: Kysely<Database>, file: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const found = new Set(rows.map(({ name }) => name))
  const isSame =
    found.size === Object.keys(migrations).length &&
    [...found].every((name) => Object.hasOwn(migrations, name))
  if (isSame) return
  throw new StoreRefused(
    `${file} has the tables of another version of this program. Start the collector of this version on it once, or read it by that other version.`,
  )
}
