import { addressesOf } from '../../db/list-accounts.ts'
import type { Db } from '../../db/trx.ts'
import { blockOf } from './address-block.ts'
import type { Clock } from '../domain/clock.ts'

const knownForMs = 30 * 86_400_000
/** The audit trail is asked once a minute for an account, however often its password is tried. */
const askedEachMs = 60_000
const accountsMax = 10_000

/** From where each account signed in within the last 30 days, as the audit trail has it. */
export class KnownAddresses {
  readonly #db: Db
  readonly #clock: Clock
  readonly #accounts = new Map<string, { askedAt: number; blocks: Promise<Set<string>> }>()

  constructor(db: Db, clock: Clock) {
    this.#db = db
    this.#clock = clock
  }

  async has(account: string, address: string): Promise<boolean> {
    return (await this.#blocksOf(account)).has(blockOf(address))
  }

  /** It has signed in just now. */
  forget(account: string): void {
    this.#accounts.delete(account)
  }

  #blocksOf(account: string): Promise<Set<string>> {
    const asked = this.#accounts.get(account)
    const now = this.#clock.monotonicMs()
    if (asked && now - asked.askedAt < askedEachMs) return asked.blocks
    const addresses = addressesOf(this.#db, account, this.#clock.now() - knownForMs)
    const blocks = addresses.then((all) => new Set([...all].map(blockOf)))
    this.#accounts.delete(account)
    this.#accounts.set(account, { askedAt: now, blocks })
    const [oldest] = this.#accounts.keys()
    if (this.#accounts.size > accountsMax && oldest !== undefined) this.#accounts.delete(oldest)
    return blocks
  }
}
