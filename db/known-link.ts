import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

export interface KnownLink {
  id: number
  satker: string
}

/** As many names as go into one statement. */
const namesAStatement = 1_000

/** The rows of links that must have been registered, by name; that one was not is a bug in the caller. */
export async function knownLinks(
  db: Kysely<Database>,
  names: Iterable<string>,
): Promise<Map<string, KnownLink>> {
  const wanted = [...new Set(names)]
  const known = new Map<string, KnownLink>()
  for (let start = 0; start < wanted.length; start += namesAStatement) {
    const rows = await db
      .selectFrom('link')
      .select(['id', 'name', 'satker'])
      .where('name', 'in', wanted.slice(start, start + namesAStatement))
      .execute()
    for (const { id, name, satker } of rows) known.set(name, { id, satker })
  }
  const stranger = wanted.find((name) => !known.has(name))
  if (stranger !== undefined) {
    throw new Error(`The link ${stranger} was never registered, so nothing can be recorded of it.`)
  }
  return known
}

/** For a link that is in a map made by `knownLinks`. */
export function known(links: Map<string, KnownLink>, name: string): KnownLink {
  const link = links.get(name)
  if (!link) throw new Error(`The link ${name} was not looked up.`)
  return link
}
