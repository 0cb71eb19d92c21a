/** What was asked for and refused, into the audit trail: a flood of it is counted, not written row by row. */
import { type AuditEvent, appendAudit } from '../../db/audit.ts'
import type { Store } from '../../db/open-store.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'
import { blockOf } from './address-block.ts'
import { RefusalBudget } from './refusal-budget.ts'

const strangersADay = 5_000

export type Refusal = Pick<AuditEvent, 'who' | 'what' | 'subject' | 'after'> & { address: string }

interface RefusalDeps {
  store: Pick<Store, 'write'>
  clock: Clock
  log: Log
}

export class Refusals {
  readonly #deps: RefusalDeps
  /** Of callers who are known, and of accounts that there are: what strangers do takes nothing from these. */
  readonly #known = new RefusalBudget()
  readonly #strangers = new RefusalBudget(strangersADay)
  #writing: Promise<void> = Promise.resolve()

  constructor(deps: RefusalDeps) {
    this.#deps = deps
  }

  tell(refusal: Refusal): void {
    this.tellMore()
    const { clock } = this.#deps
    const isKnown = refusal.who !== 'nobody' || refusal.subject?.startsWith('account:') === true
    const budget = isKnown ? this.#known : this.#strangers
    const isWritten = budget.take(blockOf(refusal.address), refusal.what, clock.monotonicMs())
    if (isWritten) this.#write({ ...refusal, at: clock.now(), outcome: 'refused' })
  }

  /** To be called now and then: writes how many there were beyond a minute's rows, once that minute is over. */
  tellMore({ evenNow = false } = {}): void {
    const { clock } = this.#deps
    for (const budget of [this.#known, this.#strangers])
      for (const { block, what, more } of budget.beyond(clock.monotonicMs(), { evenNow }))
        this.#write({
          at: clock.now(),
          who: 'collector',
          what: 'refused.more',
          outcome: 'refused',
          after: what === null ? { more } : { what, more },
          address: block,
        })
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
