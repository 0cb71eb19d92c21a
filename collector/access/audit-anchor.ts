import { auditHead } from '../../db/audit-head.ts'
import type { Db } from '../../db/trx.ts'
import type { Log } from '../log.ts'

const dayMs = 86_400_000

/**
 * Tells the log what the newest entry of the audit trail is, at the start, once a day and at the stop. Whoever may write
 * the database can make the whole trail anew; a copy of the log that stands elsewhere shows that it is another.
 */
export class AuditAnchor {
  readonly #db: Db
  readonly #log: Log
  #timer: NodeJS.Timeout | null = null

  constructor(db: Db, log: Log) {
    this.#db = db
    this.#log = log
  }

  async start(): Promise<void> {
    this.#timer = setInterval(() => this.tellHead(), dayMs)
    this.#timer.unref()
    await this.tellHead()
  }

  /** Before the store is closed. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.tellHead()
  }

  /** Where the database cannot be read the log has that instead, and nothing else is held up. */
  async tellHead(): Promise<void> {
    try {
      const head = await auditHead(this.#db)
      this.#log.info('audit-head', { entries: head?.entries ?? 0, hash: head?.hash ?? null })
    } catch (error) {
      this.#log.error('audit-head-unknown', { why: error instanceof Error ? error.message : String(error) })
    }
  }
}
