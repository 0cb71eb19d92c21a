import type { Kysely } from 'kysely'
import type { Scope } from '../collector/domain/scope.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/** Whether a link of that id has a history, also one that was removed, and is of a satker within the scope. */
export async function isKnownLink(db: Kysely<Database>, scope: Scope, name: string): Promise<boolean> {
  const within = linksWithin(db, scope)
  const query = db.selectFrom('link').select('id').where('name', '=', name)
  const row = await (within ? query.where('id', 'in', within) : query).executeTakeFirst()
  return row !== undefined
}
