import type { Kysely } from 'kysely'
import type { LinkHistory } from '../collector/domain/availability.ts'
import type { Scope } from '../collector/domain/scope.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/**
 * What each link of a satker was held to be within [from, to), by the link's id, those that were removed since
 * included. A link lives from when it was first registered, or first recorded where that is earlier, until its removal.
 */
export async function satkerHistory(
  db: Kysely<Database>,
  scope: Scope,
  { satker, from, to }: { satker: string; from: number; to: number },
): Promise<Map<string, LinkHistory>> {
  const within = linksWithin(db, scope)
  let links = db
    .selectFrom('link')
    .select(['id', 'name', 'seen_at', 'gone_at'])
    .where('satker', '=', satker)
    .where((where) => where.or([where('gone_at', 'is', null), where('gone_at', '>', from)]))
  if (within) links = links.where('id', 'in', within)
  const histories = new Map<string, LinkHistory>()
  for (const { id, name, seen_at, gone_at } of await links.orderBy('id').execute()) {
    const { first } = await db
      .selectFrom('status_change')
      .select((of) => of.fn.min('at').as('first'))
      .where('link', '=', id)
      .executeTakeFirstOrThrow()
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
      .where('at', '<', to)
      .orderBy('at')
      .orderBy('id')
      .execute()
    const changes = rows.map(({ at, to_status }) => ({ at, to: to_status }))
    const life = { from: Math.min(seen_at, first ?? seen_at), until: gone_at }
    histories.set(name, { ...life, first: before?.to_status ?? 'unknown', changes })
  }
  return histories
}
