import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** The ids of every link that has a history, also of those removed since. */
export async function linkNames(db: Kysely<Database>): Promise<string[]> {
  const rows = await db.selectFrom('link').select('name').execute()
  return rows.map((row) => row.name)
}
