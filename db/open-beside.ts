import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { filesIn, openStore, type Store } from './open-store.ts'
import { keepToOwner } from './own-files.ts'
import { noStore } from './open-read-only.ts'
import { connect, namedError } from './sqlite.ts'
import { StoreHeld, StoreRefused } from './store-error.ts'
import { type Tables, tablesIn } from './tables.ts'
import type { Db, Trx } from './trx.ts'

/** How long a command waits while the collector writes. */
const busyMs = 5_000
/** How long for another command that makes the tables, and between two looks at them. */
const makingMs = 10_000
const lookEveryMs = 50

/** The store of a collector that may be running: for short work, in one transaction. */
export interface StoreBeside extends Pick<Store, 'db' | 'write' | 'readableByOthers'> {
  close(): Promise<void>
}

export interface Beside {
  /** Whether tables may be made where there are none yet. */
  make: boolean
  /** Milliseconds to wait for whoever is making them now. */
  waitMs?: number
}

/**
 * Opens the store of `folder` without keeping a collector out. Older tables are brought to this version where no
 * collector is recording into them. A StoreRefused says why it cannot be opened.
 */
export async function openBeside(folder: string, { make, waitMs = makingMs }: Beside): Promise<StoreBeside> {
  const file = join(folder, 'satker-connected.db')
  for (let waited = 0; ; waited += lookEveryMs) {
    const tables = tablesIn(file)
    if (tables === 'current') break
    if (tables !== 'older' && !make) throw noStore(file, tables)
    const held = await makeTables(folder)
    if (held !== null && waited >= waitMs) throw whyHeld(file, tables, held)
    if (held !== null) await pause(lookEveryMs)
  }
  const readableByOthers = keepToOwner(filesIn(folder))
  const { kysely: db } = connect(file)
  try {
    await sql`pragma busy_timeout = 5000`.execute(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { db, readableByOthers, write: (work) => written(db, file, work), close: () => db.destroy() }
}

/** Answers with who else has the folder; null where the tables are as they should be. */
async function makeTables(folder: string): Promise<StoreHeld | null> {
  try {
    await (await openStore(folder, 'command')).close()
    return null
  } catch (error) {
    if (error instanceof StoreHeld) return error
    throw error
  }
}

/** A collector of an older version would go on writing into tables it does not know. */
function whyHeld(file: string, tables: Tables, held: StoreHeld): StoreRefused {
  if (tables !== 'older') return held
  return new StoreRefused(
    `${file} has the tables of an older version of this program, and they cannot be brought to this one now. Start the collector of this version on it once. (${held.message})`,
    { cause: held },
  )
}

/** One transaction, with the errors by their names. */
export async function written<T>(db: Db, file: string, work: (trx: Trx) => Promise<T>): Promise<T> {
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
