/** What is to be known of SQLite: a connection to it as Kysely likes it, its settings, its errors. */
import { DatabaseSync } from 'node:sqlite'
import type { DatabaseSyncOptions, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver, sql } from 'kysely'
import type { DatabaseConnection, SqliteDatabase, SqliteDialectConfig, SqliteStatement } from 'kysely'
import { AsArrays } from './as-arrays.ts'
import { EachOf } from './run-for-each.ts'
import type { Database } from './schema.ts'
import { StoreBroken, StoreFull, StoreRefused } from './store-error.ts'

/** Two connections that wrote at once could damage a file in write-ahead mode before this version. */
const oldestVersion = '3.51.3'

const settings: [name: string, value: string | number][] = [
  // The driver blocks the whole process while it waits.
  ['busy_timeout', 1_000],
  ['journal_mode', 'wal'],
  // FULL, so that not even a power cut takes back what was acknowledged.
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['wal_autocheckpoint', 1_000],
  ['journal_size_limit', 64 * 1024 * 1024],
  // KiB. What is written is at the end of each table; what is folded and packed is read once, and the system has it.
  ['cache_size', -4 * 1024],
]

/** As many texts as the product has queries, several times over: lists of changing length are texts too. */
const statementsMax = 200

export interface Connection {
  kysely: Kysely<Database>
  sqliteVersion: string
  /** Empties the write-ahead file into the database. */
  checkpoint(): void
}

export function connect(file: string): Connection {
  const database = opened(file)
  try {
    const sqliteVersion = String(value(database, 'select sqlite_version()'))
    if (!isAtLeast(sqliteVersion, oldestVersion)) {
      throw new StoreRefused(
        `SQLite ${sqliteVersion} can damage a database: ${oldestVersion} or newer is needed. Run by npm start, which brings a Node.js that has it.`,
      )
    }
    for (const [name, wanted] of settings) set(database, file, name, wanted)
    return {
      kysely: new Kysely<Database>({ dialect: new NodeSqliteDialect(database) }),
      sqliteVersion,
      checkpoint: () => database.exec('pragma wal_checkpoint(truncate)'),
    }
  } catch (error) {
    database.close()
    throw error instanceof StoreRefused ? error : refusal(file, error)
  }
}

/** The database as it is, for questions or for a trial: nothing is set that would stay in the file. */
export function connectAsIs(database: DatabaseSync): Kysely<Database> {
  return new Kysely<Database>({ dialect: new NodeSqliteDialect(database) })
}

/** What is wrong with the file, as SQLite finds it without reading every index; empty when it is sound. */
export async function checkIntegrity(db: Kysely<Database>): Promise<string[]> {
  try {
    const { rows } = await sql<{ quick_check: string }>`pragma quick_check`.execute(db)
    return rows.map((row) => row.quick_check).filter((finding) => finding !== 'ok')
  } catch (error) {
    // Some damage stops the check itself.
    if (error instanceof Error && codeOf(error) !== null) return [error.message]
    throw error
  }
}

/** Bytes on the disk of every table, with its indexes. It reads the whole file. */
export async function bytesByTable(db: Kysely<Database>): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; bytes: number }>`
    select sqlite_schema.tbl_name as name, sum(dbstat.pgsize) as bytes
    from dbstat join sqlite_schema on sqlite_schema.name = dbstat.name
    group by sqlite_schema.tbl_name`.execute(db)
  return new Map(rows.map(({ name, bytes }) => [name, bytes]))
}

/** The error by the name the rest of the program knows it by; itself if it is none of those. */
export function namedError(file: string, error: unknown): unknown {
  const code = codeOf(error)
  if (code === null) return error
  // 13 is SQLITE_FULL; 4874 that the index of the write-ahead file found no room.
  if (code === 13 || code === 4874) return new StoreFull(file, error)
  // 10 is an I/O error of any kind, 11 a damaged file, 26 a file that is no longer a database.
  return [10, 11, 26].includes(code & 0xff) ? new StoreBroken(file, error) : error
}

export function isAtLeast(version: string, floor: string): boolean {
  const [has, needs] = [version, floor].map((text) => text.split('.').map(Number))
  for (const [index, part] of (needs ?? []).entries()) {
    const found = has?.[index] ?? 0
    if (found !== part) return found > part
  }
  return true
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync
  readonly #config: SqliteDialectConfig

  constructor(database: DatabaseSync) {
    const config = { database: new CachingDatabase(database) }
    super(config)
    this.#database = database
    this.#config = config
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config, this.#database)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync

  constructor(config: SqliteDialectConfig, database: DatabaseSync) {
    super(config)
    this.#database = database
  }

  /** A deferred transaction that reads and then writes can fail at once where it should have waited. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** A full disk makes SQLite roll back by itself; doing it again would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}

/** SQLite can take back a change of tables; so a migration and the note that it ran are one transaction. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** What Kysely asks of a database, with the statements kept by their text; the one used longest ago goes. */
class CachingDatabase implements SqliteDatabase {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, SqliteStatement>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  prepare(text: string): SqliteStatement {
    const statement = this.#statements.get(text) ?? adapted(this.#database.prepare(text))
    this.#statements.delete(text)
    this.#statements.set(text, statement)
    if (this.#statements.size > statementsMax) {
      const [oldest] = this.#statements.keys()
      if (oldest !== undefined) this.#statements.delete(oldest)
    }
    return statement
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }
}

/** Kysely says `unknown` for its parameters; node:sqlite refuses by itself what it cannot store. */
function adapted(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => {
      const [asArrays] = parameters
      const isPlain = !(asArrays instanceof AsArrays)
      statement.setReturnArrays(!isPlain)
      return statement.all(...values(isPlain ? parameters : asArrays.parameters))
    },
    run: (parameters) => {
      const [each] = parameters
      if (!(each instanceof EachOf)) return statement.run(...values(parameters))
      for (const row of each.rows) statement.run(...values(row))
      return { changes: each.rows.length, lastInsertRowid: 0 }
    },
    iterate: (parameters) => statement.iterate(...values(parameters)),
  }
}

export function opened(file: string, options: DatabaseSyncOptions = {}): DatabaseSync {
  try {
    return new DatabaseSync(file, { enableDoubleQuotedStringLiterals: false, ...options })
  } catch (error) {
    throw refusal(file, error)
  }
}

function set(database: DatabaseSync, file: string, name: string, wanted: string | number): void {
  database.exec(`pragma ${name} = ${wanted}`)
  const found = value(database, `pragma ${name}`)
  if (found !== wanted) {
    throw new StoreRefused(
      `${file} cannot be kept safe: SQLite left ${name} at ${found} instead of ${wanted}. Put the data folder on a local disk.`,
    )
  }
}

export function value(database: DatabaseSync, query: string): SQLOutputValue | undefined {
  return Object.values(database.prepare(query).get() ?? {})[0]
}

export function refusal(file: string, error: unknown): StoreRefused {
  if (namedError(file, error) instanceof StoreFull) {
    return new StoreRefused(
      `${file} cannot be opened: its disk is full. Free space on it, then start again.`,
      {
        cause: error,
      },
    )
  }
  const why = error instanceof Error ? error.message : String(error)
  return new StoreRefused(
    `${file} cannot be opened as a database: ${why}. It must be a file of this program, in a folder that its user may write.`,
    { cause: error },
  )
}

/** SQLite's own extended result code, where the error came from there. */
export function codeOf(error: unknown): number | null {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null
  return typeof code === 'number' ? code : null
}
