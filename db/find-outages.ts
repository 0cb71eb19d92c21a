import type { Kysely } from 'kysely'
import type { Outage } from '../collector/domain/outage.ts'
import type { Scope } from '../collector/domain/scope.ts'
import { selectOutages, toOutage } from './outage-row.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

export interface OutageQuery {
  /** Outages that touch [from, to). */
  from?: number | null
  to?: number | null
  link?: string | null
  /** Code of the satker whose links they are of. */
  satker?: string | null
  open?: boolean | null
  limit?: number
}

/** Of the satker within the scope, newest first. */
export async function findOutages(db: Kysely<Database>, scope: Scope, asked: OutageQuery): Promise<Outage[]> {
  const { from, to, link, satker, open, limit = 1_000 } = asked
  const within = linksWithin(db, scope)
  let query = selectOutages(db)
  if (within) query = query.where('outage.link', 'in', within)
  if (from != null) {
    query = query.where((where) =>
      where.or([where('ended', 'is', null), where('ended', '>', from), where('began', '>=', from)]),
    )
  }
  if (to != null) query = query.where('began', '<', to)
  if (link != null) {
    const ids = db.selectFrom('link').select('id').where('name', '=', link)
    query = query.where('outage.link', '=', ids)
  }
  if (satker != null) {
    const ids = db.selectFrom('link').select('id').where('satker', '=', satker)
    query = query.where('outage.link', 'in', ids)
  }
  if (open === true) {
    // At most one is open per link. Asked for in order, SQLite would read all that there ever were instead.
    const rows = await query.where('ended', 'is', null).execute()
    return withoutForeign(db, scope, rows.map(toOutage).toSorted(newestFirst).slice(0, limit))
  }
  if (open === false) query = query.where('ended', 'is not', null)
  const rows = await query.orderBy('began', 'desc').orderBy('outage.id', 'desc').limit(limit).execute()
  return withoutForeign(db, scope, rows.map(toOutage))
}

/** An outage is not said to hang on one that may not be seen. */
async function withoutForeign(db: Kysely<Database>, scope: Scope, outages: Outage[]): Promise<Outage[]> {
  const within = linksWithin(db, scope)
  const named = [...new Set(outages.flatMap(({ because }) => because ?? []))]
  if (within === null || named.length === 0) return outages
  const rows = await db
    .selectFrom('outage')
    .select('id')
    .where('id', 'in', named)
    .where('link', 'in', within)
    .execute()
  const seen = new Set(rows.map(({ id }) => id))
  return outages.map((outage) =>
    outage.because === null || seen.has(outage.because) ? outage : { ...outage, because: null },
  )
}

/** Newest first. */
export async function openOutages(db: Kysely<Database>, scope: Scope): Promise<Outage[]> {
  return findOutages(db, scope, { open: true, limit: Infinity })
}

function newestFirst(one: Outage, other: Outage): number {
  return other.began - one.began || other.id - one.id
}
