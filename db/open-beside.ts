import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrations } from './migrate.ts'
import { openStore, type Store } from './open-store.ts'
import { connect, namedError } from './sqlite.ts'
import { StoreRefused } from './store-error.ts'
import type { Db, Trx } from './trx.ts'

/** How long a command waits while the collector writes. */
const busyMs = 5_000

/** The store of a collector that may be running: for short work, in one transaction. */
export interface StoreBeside extends Pick<Store, 'db' | 'write'> {
  close(): Promise<void>
}

/**
 * Opens the store of `folder` without keeping a collector out. `make`: where there is none yet, its tables are made,
 * and so they are brought to this version where no collector is recording. A StoreRefused says why it cannot be opened.
 */
export async function openBeside(folder: string, { make }: { make: boolean }): Promise<StoreBeside> {
  const file = join(folder, 'satker-connected.db')
  if (!existsSync(file)) {
    if (!make)
      throw new StoreRefused(
        `There is no ${file}. Give the data folder of the collector with --data, as it was given to it.`,
      )
    await (await openStore(folder)).close()
  }
  const { kysely: db } = connect(file)
  try {
    await sql`pragma busy_timeout = 5000`.execute(db)
    if (await isOlder(db, file)) {
      await db.destroy()
      return await openMigrated(folder, file)
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    db,
    write: (work) => written(db, file, work),
    close: () => db.destroy(),
  }
}

/** A collector of that older version would go on writing into tables it does not know. */
async function openMigrated(folder: string, file: string): Promise<StoreBeside> {
  try {
    await (await openStore(folder)).close()
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error
    throw new StoreRefused(
      `${file} has the tables of an older version of this program, and they cannot be brought to this one now. Start the collector of this version on it once. (${error.message})`,
      { cause: error },
    )
  }
  return openBeside(folder, { make: false })
}

async function isOlder(db: Db, file: string): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return true
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  if (rows.some(({ name }) => !Object.hasOwn(migrations, name)))
    throw new StoreRefused(
      `${file} was written by a newer version of this program. Use the commands of that version.`,
    )
  return rows.length < Object.keys(migrations).length
}

async function written<T>(db: Db, file: string, work: (trx: Trx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(work)
  } catch (error) {
    const isBusy = error instanceof Error && 'errcode' in error && error.errcode === 5
    if (!isBusy) throw namedError(file, error)
    throw new StoreRefused(`${file} was being written for ${busyMs / 1000} s on end; try again.`, {
      cause: error,
    })
  }
}
