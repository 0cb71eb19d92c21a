import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Scope } from '../collector/domain/scope.ts'
import type { StatusHistory } from '../collector/domain/status-history.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/** As many rows as one turn of the event loop takes without being noticed. */
const linksATurn = 500
const changesATurn = 2_000

/** What every link within the scope that was not removed was held to be at `from`, and what changed of it before `to`. */
export async function statusChanges(
  db: Kysely<Database>,
  scope: Scope,
  { from, to }: { from: number; to: number },
): Promise<StatusHistory> {
  const places = new Map<number, number>()
  const history: StatusHistory = {
    from,
    to,
    links: [],
    statuses: [],
    since: [],
    changes: { link: [], at: [], to: [] },
  }
  for (let last = 0; ; await nextTurn()) {
    const rows = await statusesAt(db, scope, from, last)
    for (const { id, name, to_status, at } of rows) {
      places.set(id, history.links.length)
      history.links.push(name)
      history.statuses.push(to_status)
      history.since.push(at)
    }
    if (rows.length < linksATurn) break
    last = rows.at(-1)?.id ?? last
  }
  // What changed at `from` itself is in the statuses.
  for (let last = { at: from, id: Number.MAX_SAFE_INTEGER }; ; await nextTurn()) {
    const rows = await changesAfter(db, scope, last, to)
    for (const { link, at, to_status } of rows) {
      const place = places.get(link)
      if (place === undefined) continue
      history.changes.link.push(place)
      history.changes.at.push(at)
      history.changes.to.push(to_status)
    }
    if (rows.length < changesATurn) break
    last = rows.at(-1) ?? last
  }
  return history
}

/** Of the next links after one; null where nothing was recorded by then. */
function statusesAt(db: Kysely<Database>, scope: Scope, from: number, after: number) {
  const within = linksWithin(db, scope)
  const query = db
    .selectFrom('link')
    .leftJoin('status_change', (join) =>
      join.on('status_change.id', '=', (latest) =>
        latest
          .selectFrom('status_change as earlier')
          .select('earlier.id')
          .whereRef('earlier.link', '=', 'link.id')
          .where('earlier.at', '<=', from)
          .orderBy('earlier.at', 'desc')
          .orderBy('earlier.id', 'desc')
          .limit(1),
      ),
    )
    .select(['link.id', 'link.name', 'status_change.to_status', 'status_change.at'])
    .where('link.id', '>', after)
    .where('link.gone_at', 'is', null)
    .orderBy('link.id')
    .limit(linksATurn)
  return (within ? query.where('link.id', 'in', within) : query).execute()
}

/** The next changes after one, whichever link they are of, oldest first. */
function changesAfter(db: Kysely<Database>, scope: Scope, last: { at: number; id: number }, to: number) {
  const within = linksWithin(db, scope)
  const query = db
    .selectFrom('status_change')
    .select(['id', 'link', 'at', 'to_status'])
    .where('at', '>=', last.at)
    .where('at', '<', to)
    .where((where) => where.or([where('at', '>', last.at), where('id', '>', last.id)]))
    .orderBy('at')
    .orderBy('id')
    .limit(changesATurn)
  return (within ? query.where('link', 'in', within) : query).execute()
}
