/**
 * How often a password may be tried, so that it cannot be guessed and nobody can be locked out by strangers. Whatever
 * is refused here costs no hash. Memory is bounded; within a minute the hashes that a machine can make do not fill it.
 */
import { blockOf } from './address-block.ts'
import { RecentTimes } from './recent-times.ts'

const minuteMs = 60_000
const hourMs = 3_600_000

const ofAccount = 20
/** The other half is left for the account's owner. */
const ofAccountByStrangers = 10
const failuresOfAddress = 60
/** A code has a million values, three of which fit at a time; only who knows the password gets to try one. */
const wrongCodes = 10

export interface Attempt {
  /** The name as it was given, in the form of an account's, whether there is one or not. */
  account: string
  /** Canonical IP literal. */
  address: string
  /** Whether that account signed in from there within the last 30 days. */
  isKnown: boolean
}

/** Times are of a clock that never steps, in milliseconds. */
export class Attempts {
  readonly #accounts = new RecentTimes(minuteMs)
  readonly #byStrangers = new RecentTimes(minuteMs)
  readonly #failures = new RecentTimes(minuteMs)
  readonly #codes = new RecentTimes(hourMs)

  /** Takes a place for one hash: 0, or how long to wait for one. */
  take(attempt: Attempt, now: number): number {
    const wait = this.wait(attempt, now)
    if (wait > 0) return wait
    this.#accounts.add(attempt.account, now)
    if (attempt.isKnown) return 0
    this.#byStrangers.add(attempt.account, now)
    this.#failures.add(blockOf(attempt.address), now)
    return 0
  }

  /** How long to wait until `take` gives a place. */
  wait({ account, address, isKnown }: Attempt, now: number): number {
    const byAccount = this.#accounts.wait(account, ofAccount, now)
    if (isKnown) return byAccount
    const byStrangers = this.#byStrangers.wait(account, ofAccountByStrangers, now)
    return Math.max(byAccount, byStrangers, this.#failures.wait(blockOf(address), failuresOfAddress, now))
  }

  /** What was taken turned out to be right. */
  succeeded({ address, isKnown }: Attempt): void {
    if (!isKnown) this.#failures.takeBack(blockOf(address))
  }

  /** How long to wait until a code may be tried for an account. */
  codeWait(account: string, now: number): number {
    return this.#codes.wait(account, wrongCodes, now)
  }

  wrongCode(account: string, now: number): void {
    this.#codes.add(account, now)
  }
}
