import type { Kysely, Transaction } from 'kysely'
import type { Outage } from '../collector/domain/outage.ts'
import type { Evidence } from '../collector/domain/status.ts'
import type { Database } from './schema.ts'

/** As many ids as go into one statement. */
const linksAStatement = 1_000

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

/** What is open of these links, by the name of the link. */
export async function openOutagesOf(
  db: Kysely<Database>,
  links: { id: number }[],
): Promise<Map<string, Outage>> {
  const open = new Map<string, Outage>()
  for (let start = 0; start < links.length; start += linksAStatement) {
    const ids = links.slice(start, start + linksAStatement).map((link) => link.id)
    const rows = await selectOutages(db).where('outage.link', 'in', ids).where('ended', 'is', null).execute()
    for (const row of rows) open.set(row.link, toOutage(row))
  }
  return open
}

export async function insertOutage(
  trx: Transaction<Database>,
  link: number,
  outage: Omit<Outage, 'id'>,
): Promise<number> {
  const { id } = await trx
    .insertInto('outage')
    .values({
      link,
      status: outage.status,
      began: outage.began,
      ended: outage.ended,
      unwatched_ms: outage.unwatchedMs,
      because: outage.because,
      evidence: JSON.stringify(outage.evidence),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What may change of an outage once it is open. */
export async function saveOutage(trx: Transaction<Database>, outage: Outage): Promise<Outage> {
  await trx
    .updateTable('outage')
    .set({
      ended: outage.ended,
      unwatched_ms: outage.unwatchedMs,
      evidence: JSON.stringify(outage.evidence),
    })
    .where('id', '=', outage.id)
    .execute()
  return outage
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
