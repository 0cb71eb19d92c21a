import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** The row number of a link that must have been registered; that it was not is a bug in the caller. */
export async function knownLink(db: Kysely<Database>, name: string): Promise<number> {
  const row = await db.selectFrom('link').select('id').where('name', '=', name).executeTakeFirst()
  if (!row) throw new Error(`The link ${name} was never registered, so nothing can be recorded of it.`)
  return row.id
}

/** The same for many at once, by name. */
export async function knownLinks(db: Kysely<Database>, names: string[]): Promise<Map<string, number>> {
  const rows = await db.selectFrom('link').select(['id', 'name']).where('name', 'in', names).execute()
  const ids = new Map(rows.map((row) => [row.name, row.id]))
  const stranger = names.find((name) => !ids.has(name))
  if (stranger !== undefined) {
    throw new Error(`The link ${stranger} was never registered, so nothing can be recorded of it.`)
  }
  return ids
}
