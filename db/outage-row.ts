import type { Kysely } from 'kysely'
import type { Outage } from '../collector/domain/outage.ts'
import type { Evidence } from '../collector/domain/status.ts'
import type { Database } from './schema.ts'

/** Outages with the names that the rest of the program knows their links by. */
export function selectOutages(db: Kysely<Database>) {
  return db
    .selectFrom('outage')
    .innerJoin('link', 'link.id', 'outage.link')
    .select([
      'outage.id',
      'link.name as link',
      'link.satker',
      'outage.status',
      'outage.began',
      'outage.ended',
      'outage.unwatched_ms',
      'outage.because',
      'outage.evidence',
    ])
}

interface OutageRow extends Omit<Outage, 'unwatchedMs' | 'evidence'> {
  unwatched_ms: number
  evidence: string
}

export function toOutage(row: OutageRow): Outage {
  return {
    id: row.id,
    link: row.link,
    satker: row.satker,
    status: row.status,
    began: row.began,
    ended: row.ended,
    unwatchedMs: row.unwatched_ms,
    because: row.because,
    evidence: JSON.parse(row.evidence) as Evidence[],
  }
}
