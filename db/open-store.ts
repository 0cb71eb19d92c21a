import { mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import { type Holder, holdLock } from './lock.ts'
import { keepToOwner, makeForOwner } from './own-files.ts'
import { connect, namedError } from './sqlite.ts'
import type { Connection } from './sqlite.ts'
import { StoreBroken, StoreRefused } from './store-error.ts'
import { tablesIn } from './tables.ts'

/** Where everything is recorded: one writer, one file. */
export interface Store {
  /** For questions. What changes anything goes through `write`. */
  readonly db: Kysely<Database>
  readonly file: string
  readonly sqliteVersion: string
  /** Those of its files that others can read, where this user may not forbid it. */
  readonly readableByOthers: readonly string[]
  size(): { bytes: number; walBytes: number }
  /**
   * One transaction, after those asked for before it; all of it is on disk when the promise resolves and
   * none of it when it rejects. Inside, only `trx` may be used: asking `db` there would wait for ever.
   */
  write<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Opens the store in `folder`, which is made if it is not there; a StoreRefused says why it cannot be. */
export async function openStore(folder: string, as: Holder = 'collector'): Promise<Store> {
  makeFolder(folder)
  const lock = holdLock(join(folder, 'collector.lock'), as)
  try {
    const file = join(folder, 'satker-connected.db')
    tablesIn(file)
    makeForOwner(file)
    const readableByOthers = keepToOwner(filesIn(folder))
    const connection = connect(file)
    try {
      await migrate(connection.kysely, file)
      return new SqliteStore(file, connection, { lock, readableByOthers })
    } catch (error) {
      await connection.kysely.destroy()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** All that SQLite has in a data folder. */
export function filesIn(folder: string): string[] {
  const names = [
    'satker-connected.db',
    'satker-connected.db-wal',
    'satker-connected.db-shm',
    'collector.lock',
  ]
  return names.map((name) => join(folder, name))
}

interface Around {
  lock: { release(): void }
  readableByOthers: readonly string[]
}

class SqliteStore implements Store {
  readonly db: Kysely<Database>
  readonly file: string
  readonly sqliteVersion: string
  readonly readableByOthers: readonly string[]
  readonly #connection: Connection
  readonly #lock: { release(): void }
  #last: Promise<unknown> = Promise.resolve()
  #broken: StoreBroken | null = null
  #closing: Promise<void> | null = null

  constructor(file: string, connection: Connection, { lock, readableByOthers }: Around) {
    this.file = file
    this.readableByOthers = readableByOthers
    this.db = connection.kysely
    this.sqliteVersion = connection.sqliteVersion
    this.#connection = connection
    this.#lock = lock
  }

  size(): { bytes: number; walBytes: number } {
    return { bytes: bytesOf(this.file), walBytes: bytesOf(`${this.file}-wal`) }
  }

  write<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
    if (this.#closing)
      return Promise.reject(new Error(`${this.file} is closed: nothing more can be recorded.`))
    const done = this.#last.then(() => this.#transaction(work))
    this.#last = done.catch(() => {})
    return done
  }

  close(): Promise<void> {
    this.#closing ??= this.#last.then(() => this.#finish())
    return this.#closing
  }

  async #transaction<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
    // The driver is synchronous, so a row of transactions would starve timers and sockets without this.
    await nextTurn()
    if (this.#broken) throw this.#broken
    try {
      return await this.db.transaction().execute(work)
    } catch (error) {
      const named = namedError(this.file, error)
      // A retry after a failed sync can succeed without the data being on disk.
      if (named instanceof StoreBroken) this.#broken = named
      throw named
    }
  }

  async #finish(): Promise<void> {
    try {
      this.#connection.checkpoint()
    } catch {
      // What cannot be moved into the database now stays in the write-ahead file and is read from there.
    }
    await this.db.destroy()
    this.#lock.release()
  }
}

function makeFolder(folder: string): void {
  try {
    makeMissing(resolve(folder))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StoreRefused(
      `The data folder ${folder} cannot be made (${why}). Give a folder that this user may write with --data.`,
      { cause: error },
    )
  }
}

/** Level by level: Node's own way of making parents runs for ever where the system refuses with ENOENT, as in /proc. */
function makeMissing(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = dirname(folder)
  if (parent !== folder) makeMissing(parent)
  try {
    // The history tells addresses and outages: it is for the collector's user alone.
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}

function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
