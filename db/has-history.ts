import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** Whether a collector has ever watched or known anything here. */
export async function hasHistory(db: Kysely<Database>): Promise<boolean> {
  const watch = await db.selectFrom('watch').select('id').limit(1).executeTakeFirst()
  const link = await db.selectFrom('link').select('id').limit(1).executeTakeFirst()
  return watch !== undefined || link !== undefined
}
