/** Sessions that were signed out of while the disk was full: ended at once here, and in the database when it has room. */
import { StoreFull } from '../../db/store-error.ts'
import { endSession } from '../../db/sessions.ts'
import type { Store } from '../../db/open-store.ts'
import type { Trx } from '../../db/trx.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'
import { type Deed, tellDone } from './deed.ts'

const triedEachMs = 5_000
const endsMax = 10_000
const writtenAtOnce = 100

/** A session of an account, and who signed out of it. */
interface End {
  account: string
  session: string
  deed: Deed
}

interface Parts {
  store: Pick<Store, 'write'>
  clock: Clock
  log: Log
}

export class UnwrittenEnds {
  readonly #parts: Parts
  readonly #ends = new Map<string, End>()
  #triedAt = -Infinity
  #writing: Promise<void> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  has(session: string): boolean {
    return this.#ends.has(session)
  }

  /** Ends it whether there is room to write so or not; another failure of the store is thrown. */
  async end(end: End): Promise<void> {
    try {
      await this.#parts.store.write((trx) => write(trx, end))
    } catch (error) {
      if (!(error instanceof StoreFull)) throw error
      this.#ends.set(end.session, end)
      this.#triedAt = this.#parts.clock.monotonicMs()
      const [oldest] = this.#ends.keys()
      if (this.#ends.size > endsMax && oldest !== undefined) this.#ends.delete(oldest)
    }
  }

  /** To be called now and then: writes what could not be written, where there is room by now. */
  writeAgain({ evenNow = false } = {}): void {
    const now = this.#parts.clock.monotonicMs()
    if (this.#ends.size === 0 || !(evenNow || now - this.#triedAt >= triedEachMs)) return
    this.#triedAt = now
    this.#writing = this.#writing.then(() => this.#writeSome())
  }

  /** When what was asked to be written is, or is found to have no room still. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #writeSome(): Promise<void> {
    const some = [...this.#ends.values()].slice(0, writtenAtOnce)
    try {
      await this.#parts.store.write(async (trx) => {
        for (const end of some) await write(trx, end)
      })
      for (const { session } of some) this.#ends.delete(session)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      this.#parts.log.warn('sign-out-not-written', { sessions: this.#ends.size, why })
    }
  }
}

async function write(trx: Trx, { account, session, deed }: End): Promise<void> {
  await endSession(trx, account, session)
  await tellDone(trx, deed, { what: 'sign-out', before: { session } })
}
