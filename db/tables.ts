/** What a database has of our tables, looked at before anything is changed in it. */
import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { migrations } from './migrate.ts'
import { codeOf, opened, refusal } from './sqlite.ts'
import { StoreRefused } from './store-error.ts'

/** `older`: of a version before this one, or half made. */
export type Tables = 'missing' | 'empty' | 'older' | 'current'

/** SQLITE_READONLY_ROLLBACK: whoever wrote last was killed, and it takes a writer to take that back. */
const needsRollback = 776

/** Of the file at this path. A StoreRefused says why it is none of ours, or none of this version's. */
export function tablesIn(file: string): Tables {
  if (!statSync(file, { throwIfNoEntry: false })) return 'missing'
  try {
    return lookAt(file, { readOnly: true })
  } catch (error) {
    if (codeOf(error) === needsRollback) return lookAt(file, { readOnly: false })
    throw error instanceof StoreRefused ? error : refusal(file, error)
  }
}

function lookAt(file: string, { readOnly }: { readOnly: boolean }): Tables {
  const database = opened(file, { readOnly, timeout: 5_000 })
  try {
    return tablesOf(database, file)
  } finally {
    database.close()
  }
}

/** The same of one that is open. */
export function tablesOf(database: DatabaseSync, file: string): Exclude<Tables, 'missing'> {
  const tables = namesOf(
    database,
    "select name from sqlite_schema where name not like 'sqlite\\_%' escape '\\'",
  )
  const others = tables.filter((name) => !name.startsWith('kysely_migration'))
  const done = tables.includes('kysely_migration')
    ? namesOf(database, 'select name from kysely_migration order by name')
    : []
  if (done.length === 0 && others.length === 0) return 'empty'
  const [first] = Object.keys(migrations)
  if (!done.includes(first!))
    throw new StoreRefused(
      `${file} is the database of another program, and was left as it is. Give the data folder of the collector, or a new one, with --data.`,
    )
  const later = done.find((name) => !Object.hasOwn(migrations, name))
  if (later !== undefined)
    throw new StoreRefused(
      `${file} was written by a newer version of this program: its tables have ${later}, which this version does not know. Run that version, or restore a backup made by this one.`,
    )
  return done.length < Object.keys(migrations).length ? 'older' : 'current'
}

function namesOf(database: DatabaseSync, query: string): string[] {
  return database
    .prepare(query)
    .all()
    .map(({ name }) => String(name))
}
