import { type AuditHead, auditHead } from '../../db/audit-head.ts'
import { type AuditEntry, type AuditQuery, findAudit } from '../../db/find-audit.ts'
import type { Store } from '../../db/open-store.ts'
import { type Deed, tellDone } from './deed.ts'

/** What is looked for; null: anything. */
export type AuditFilter = Omit<AuditQuery, 'before' | 'limit'>

/** A page that is open asks again and again; what it reads is told once. */
const toldAgainAfterMs = 3_600_000

/** As many readers as are remembered; the one told longest ago goes. */
const readersMax = 1_000

const entriesATurn = 1_000
const exportedMost = 1_000_000

/** The audit trail for those who may read it; that they did stands in it too. */
export class AuditTrail {
  readonly #store: Store
  /** When each was last told of as reading. */
  readonly #told = new Map<string, number>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Newest first, with whether there are older ones, and the newest of all. */
  async read(
    asked: AuditQuery,
    deed: Deed,
  ): Promise<{ entries: AuditEntry[]; more: boolean; head: AuditHead | null }> {
    await this.#tellRead(asked, deed)
    const found = await findAudit(this.#store.db, { ...asked, limit: asked.limit + 1 })
    return {
      entries: found.slice(0, asked.limit),
      more: found.length > asked.limit,
      head: await auditHead(this.#store.db),
    }
  }

  /** Newest first, page by page, a million entries at most; begins when it is written down that they go out. */
  async export(filter: AuditFilter, deed: Deed): Promise<AsyncIterable<AuditEntry[]>> {
    await this.#store.write((trx) => tellDone(trx, deed, { what: 'audit.export', after: saidOf(filter) }))
    return auditPages(this.#store.db, filter)
  }

  async #tellRead(asked: AuditQuery, deed: Deed): Promise<void> {
    const last = this.#told.get(deed.who)
    if (last !== undefined && Math.abs(deed.at - last) < toldAgainAfterMs) return
    await this.#store.write((trx) => tellDone(trx, deed, { what: 'audit.read', after: saidOf(asked) }))
    this.#told.delete(deed.who)
    this.#told.set(deed.who, deed.at)
    if (this.#told.size > readersMax) {
      const [oldest] = this.#told.keys()
      if (oldest !== undefined) this.#told.delete(oldest)
    }
  }
}

/** Newest first, a million entries at most. */
export async function* auditPages(db: Store['db'], filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  let before: number | null = null
  for (let left = exportedMost; left > 0;) {
    const limit = Math.min(left, entriesATurn)
    const page: AuditEntry[] = await findAudit(db, { ...filter, before, limit })
    if (page.length > 0) yield page
    if (page.length < limit) return
    before = page.at(-1)?.id ?? null
    left -= page.length
  }
}

/** What was asked for, without what was not. */
function saidOf({ from, to, who, what, outcome }: AuditFilter): object | null {
  const said = Object.entries({ from, to, who, what, outcome }).filter(([, value]) => value !== null)
  return said.length === 0 ? null : Object.fromEntries(said)
}
