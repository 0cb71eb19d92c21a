import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import { up as begin } from './migrations/0001-begin.ts'
import { up as indexChangesByTime } from './migrations/0002-index-changes-by-time.ts'
import { up as access } from './migrations/0003-access.ts'
import { up as layers } from './migrations/0004-layers.ts'
import { up as packedReadings } from './migrations/0005-packed-readings.ts'
import type { Database } from './schema.ts'
import { StoreRefused } from './store-error.ts'

/** Every migration there ever was, in order. A new one is added at the end; an old one is never edited. */
export const migrations: Record<string, Migration> = {
  '0001-begin': { up: begin },
  '0002-index-changes-by-time': { up: indexChangesByTime },
  '0003-access': { up: access },
  '0004-layers': { up: layers },
  '0005-packed-readings': { up: packedReadings },
}

/** Brings the tables to this version, each migration in a transaction of its own. */
export async function migrate(db: Kysely<Database>, file: string, known = migrations): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } })
  for (;;) {
    const { error, results } = await migrator.migrateUp()
    if (error !== undefined) throw failed(file, results?.at(0)?.migrationName, error)
    if (results === undefined || results.length === 0) return
  }
}

function failed(file: string, name: string | undefined, cause: unknown): StoreRefused {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new StoreRefused(
    `${file} could not be brought to this version: ${name ?? 'a migration'} failed (${why}) and was taken back. Nothing was lost; the version before this one can still read it.`,
    { cause },
  )
}
