import type { Kysely } from 'kysely'
import type { Scope } from '../collector/domain/scope.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/** The ids of every link that has a history, also of those removed since. */
export async function linkNames(db: Kysely<Database>, scope: Scope): Promise<string[]> {
  const within = linksWithin(db, scope)
  const query = db.selectFrom('link').select('name')
  const rows = await (within ? query.where('id', 'in', within) : query).execute()
  return rows.map((row) => row.name)
}
