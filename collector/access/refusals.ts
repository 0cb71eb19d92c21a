/** What was asked for and refused, into the audit trail: a flood of it is counted, not written row by row. */
import { type AuditEvent, appendAudit } from '../../db/audit.ts'
import type { Store } from '../../db/open-store.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'

const rowsAMinute = 60
const minuteMs = 60_000

export type Refusal = Pick<AuditEvent, 'who' | 'what' | 'subject' | 'after'> & { address: string }

interface RefusalDeps {
  store: Pick<Store, 'write'>
  clock: Clock
  log: Log
}

export class Refusals {
  readonly #deps: RefusalDeps
  #minuteBegan = -Infinity
  #written = 0
  #more = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(deps: RefusalDeps) {
    this.#deps = deps
  }

  tell(refusal: Refusal): void {
    this.tellMore()
    const { clock } = this.#deps
    if (clock.monotonicMs() - this.#minuteBegan >= minuteMs) {
      this.#minuteBegan = clock.monotonicMs()
      this.#written = 0
    }
    if (this.#written >= rowsAMinute) {
      this.#more += 1
      return
    }
    this.#written += 1
    this.#write({ ...refusal, at: clock.now(), outcome: 'refused' })
  }

  /** To be called now and then: writes how many there were beyond a minute's rows, once that minute is over. */
  tellMore({ evenNow = false } = {}): void {
    const { clock } = this.#deps
    const isOver = clock.monotonicMs() - this.#minuteBegan >= minuteMs
    if (this.#more === 0 || !(isOver || evenNow)) return
    const after = { more: this.#more }
    this.#more = 0
    this.#write({ at: clock.now(), who: 'collector', what: 'refused.more', outcome: 'refused', after })
  }

  /** When what was told is written. */
  async settled(): Promise<void> {
    await this.#writing
  }

  #write(event: AuditEvent): void {
    const written = this.#deps.store.write((trx) => appendAudit(trx, event))
    const told = written.catch((error: unknown) =>
      this.#deps.log.error('audit-not-written', {
        what: event.what,
        why: error instanceof Error ? error.message : String(error),
      }),
    )
    this.#writing = Promise.all([this.#writing, told]).then(() => {})
  }
}
