import { type AuditEvent, appendAudit } from '../../db/audit.ts'
import type { Trx } from '../../db/trx.ts'

/** Who does something, when and from where, as the audit trail is to have it. */
export interface Deed {
  /** `account:NAME`, `token:NAME`, `shell:USER` or `nobody`. */
  who: string
  /** Epoch milliseconds. */
  at: number
  /** IP address; null for the shell. */
  address: string | null
}

type Done = Pick<AuditEvent, 'what' | 'subject' | 'before' | 'after'>

/** Into the audit trail, in the transaction that does it. */
export function tellDone(trx: Trx, deed: Deed, done: Done): Promise<void> {
  return appendAudit(trx, { ...deed, outcome: 'done', ...done })
}
