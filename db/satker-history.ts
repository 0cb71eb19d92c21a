import type { Kysely } from 'kysely'
import type { LinkHistory } from '../collector/domain/availability.ts'
import type { Scope } from '../collector/domain/scope.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/**
 * What each link of a satker was held to be within [from, to), by the link's id, those that were removed since
 * included. A link is `unknown` before its first record and after its removal.
 */
export async function satkerHistory(
  db: Kysely<Database>,
  scope: Scope,
  { satker, from, to }: { satker: string; from: number; to: number },
): Promise<Map<string, LinkHistory>> {
  const within = linksWithin(db, scope)
  let links = db
    .selectFrom('link')
    .select(['id', 'name', 'gone_at'])
    .where('satker', '=', satker)
    .where((where) => where.or([where('gone_at', 'is', null), where('gone_at', '>', from)]))
  if (within) links = links.where('id', 'in', within)
  const histories = new Map<string, LinkHistory>()
  for (const { id, name, gone_at } of await links.orderBy('id').execute()) {
    const before = await db
      .selectFrom('status_change')
      .select('to_status')
      .where('link', '=', id)
      .where('at', '<=', from)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const rows = await db
      .selectFrom('status_change')
      .select(['at', 'to_status'])
      .where('link', '=', id)
      .where('at', '>', from)
      .where('at', '<', Math.min(to, gone_at ?? to))
      .orderBy('at')
      .orderBy('id')
      .execute()
    const changes = rows.map(({ at, to_status }) => ({ at, to: to_status }))
    if (gone_at !== null && gone_at < to) changes.push({ at: gone_at, to: 'unknown' })
    histories.set(name, { first: before?.to_status ?? 'unknown', changes })
  }
  return histories
}
