import type { Kysely } from 'kysely'

/** What changed in a period, of all links, is found without reading the whole history. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('status_change_at').on('status_change').column('at').execute()
}
