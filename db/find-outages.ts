import type { Kysely } from 'kysely'
import type { Outage } from '../collector/domain/outage.ts'
import { selectOutages, toOutage } from './outage-row.ts'
import type { Database } from './schema.ts'

export interface OutageQuery {
  /** Outages that touch [from, to). */
  from?: number | null
  to?: number | null
  link?: string | null
  open?: boolean | null
  limit?: number
}

/** Newest first. */
export async function findOutages(db: Kysely<Database>, asked: OutageQuery): Promise<Outage[]> {
  const { from, to, link, open, limit = 1_000 } = asked
  let query = selectOutages(db)
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
  if (open != null) query = query.where('ended', open ? 'is' : 'is not', null)
  const rows = await query.orderBy('began', 'desc').orderBy('outage.id', 'desc').limit(limit).execute()
  return rows.map(toOutage)
}

export async function openOutages(db: Kysely<Database>): Promise<Outage[]> {
  const rows = await selectOutages(db).where('ended', 'is', null).orderBy('outage.id').execute()
  return rows.map(toOutage)
}
