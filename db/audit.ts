import { createHash } from 'node:crypto'
import type { Selectable, Transaction } from 'kysely'
import type { AuditTable, Database } from './schema.ts'

/** Something that was done, or asked for and refused. */
export interface AuditEvent {
  /** Epoch milliseconds. */
  at: number
  /** Who did it: `account:NAME`, `token:NAME`, `shell:USER`, `collector`, or `nobody`. */
  who: string
  /** Such as `sign-in`, `account.change`. */
  what: string
  /** What it was done to, such as `account:NAME`; null where `what` says it. */
  subject?: string | null
  outcome: 'done' | 'refused'
  /** What was and what is, as JSON; secrets as fingerprints only. */
  before?: unknown
  after?: unknown
  /** IP address it came from; null for the shell. */
  address?: string | null
}

type Row = Selectable<AuditTable>

/** Adds to the audit trail, in the transaction of what it tells of: neither is there without the other. */
export async function appendAudit(trx: Transaction<Database>, event: AuditEvent): Promise<void> {
  const last = await trx
    .selectFrom('audit')
    .select(['id', 'hash'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row = {
    id: (last?.id ?? 0) + 1,
    at: event.at,
    who: event.who.toWellFormed(),
    what: event.what,
    // Half a sign would be read back as another, and the row be taken for a changed one.
    subject: event.subject?.toWellFormed() ?? null,
    outcome: event.outcome,
    before: jsonOf(event.before),
    after: jsonOf(event.after),
    address: event.address ?? null,
    previous_hash: last?.hash ?? null,
  }
  await trx
    .insertInto('audit')
    .values({ ...row, hash: auditHash(row) })
    .execute()
}

/** SHA-256 over the row and the hash of the one before it, so that no row can be changed, moved or left out unseen. */
export function auditHash(row: Omit<Row, 'hash'>): string {
  const { id, at, who, what, subject, outcome, before, after, address, previous_hash } = row
  const said = JSON.stringify([previous_hash, id, at, who, what, subject, outcome, before, after, address])
  return createHash('sha256').update(said).digest('hex')
}

function jsonOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}
