/** Audit trails that tests read, and spoil. */
import { DatabaseSync } from 'node:sqlite'
import { appendAudit, type AuditEvent } from './audit.ts'
import { auditHead } from './audit-head.ts'
import type { Store } from './open-store.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

export function auditEvent(some: Partial<AuditEvent> = {}): AuditEvent {
  return { at: 1_000, who: 'account:budi', what: 'sign-in', outcome: 'done', address: '10.0.0.1', ...some }
}

export async function appendEach(store: Store, events: AuditEvent[]): Promise<void> {
  await store.write(async (trx) => {
    for (const event of events) await appendAudit(trx, event)
  })
}

const dozen = Array.from({ length: 12 }, (_, index) =>
  auditEvent({
    at: 1_000 + index,
    what: index % 3 === 0 ? 'sign-in' : 'account.change',
    subject: index % 2 === 0 ? null : `account:nama-${index}`,
    ...(index % 4 === 0 && { before: { role: 'viewer' }, after: { role: 'operator', n: index } }),
  }),
)

/** Twelve entries, numbered from one. */
export async function storeOfDozen(): Promise<Store> {
  const store = await temporaryStore()
  await appendEach(store, dozen)
  return store
}

export async function headOf(store: Store): Promise<string> {
  const head = await auditHead(store.db)
  if (!head) throw new Error('The trail is empty.')
  return head.hash
}

/** As somebody does who may write the file: past the program and the triggers that refuse it, which he puts back. */
export function tamper(store: Store, change: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(store.file)
  try {
    const triggers = database
      .prepare("select name, sql from sqlite_schema where type = 'trigger' and tbl_name = 'audit'")
      .all()
    for (const { name } of triggers) database.exec(`drop trigger ${String(name)}`)
    change(database)
    for (const { sql } of triggers) database.exec(String(sql))
  } finally {
    database.close()
  }
}
