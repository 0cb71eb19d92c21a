import { join } from 'node:path'
import { migrate } from './migrate.ts'
import { type StoreBeside, written } from './open-beside.ts'
import { noStore, openReadOnly } from './open-read-only.ts'
import { connectAsIs, opened } from './sqlite.ts'
import { tablesIn } from './tables.ts'
import type { Db, Trx } from './trx.ts'

export interface Trial {
  /** What would be done to the database before anything else; null: nothing. */
  first: string | null
  /** Takes back whatever is written. Null where that can be tried only after what comes first. */
  store: StoreBeside | null
}

/** Opens what `openBeside` would, to try a change in it; the database stays as it is, and is not made. */
export async function openTrial(folder: string, { make }: { make: boolean }): Promise<Trial> {
  const file = join(folder, 'satker-connected.db')
  const tables = tablesIn(file)
  switch (tables) {
    case 'current':
      return { first: null, store: beside(folder, file) }
    case 'older':
      return {
        first: `the tables of ${file} would be brought to this version, if no collector is recording into them. The rest can be tried only after that.`,
        store: null,
      }
    case 'missing':
    case 'empty':
      if (!make) throw noStore(file, tables)
      return { first: `${file} would be made.`, store: await inMemory(file) }
  }
}

/** Whoever closes a database last moves its write-ahead file into it: hence the reader, which closes after the trial. */
function beside(folder: string, file: string): StoreBeside {
  const reader = openReadOnly(folder)
  const db = connectAsIs(opened(file, { timeout: 5_000 }))
  const close = async (): Promise<void> => {
    await db.destroy()
    await reader.close()
  }
  return { db, readableByOthers: [], write: (work) => takenBack(db, file, work), close }
}

async function inMemory(file: string): Promise<StoreBeside> {
  const db = connectAsIs(opened(':memory:'))
  await migrate(db, file)
  return {
    db,
    readableByOthers: [],
    write: (work) => takenBack(db, file, work),
    close: () => db.destroy(),
  }
}

async function takenBack<T>(db: Db, file: string, work: (trx: Trx) => Promise<T>): Promise<T> {
  const tried: T[] = []
  const trial = new Error('This was a trial.')
  try {
    await written(db, file, async (trx) => {
      tried.push(await work(trx))
      throw trial
    })
  } catch (error) {
    if (error !== trial) throw error
  }
  return tried[0]!
}
