/**
 * How often a password may be tried, so that it cannot be guessed and nobody can be locked out by others. Whatever is
 * refused here costs no hash. Memory is bounded; within a minute the hashes that a machine can make do not fill it.
 */
import { createHash } from 'node:crypto'
import { blockOf } from './address-block.ts'
import { RecentTimes } from './recent-times.ts'

const minuteMs = 60_000
const hourMs = 3_600_000

/** Tries a minute for one account, of each class by itself: 20 in all. */
const triesAMinute = { 'known-browser': 5, 'known-address': 5, stranger: 6, 'own-session': 4 }

/**
 * By whom an account is tried: a browser that signed in to it before, somebody at an address that it signed in from within
 * the last 30 days, anybody else, or who is signed in to it and shows the password once more.
 */
export type TriedBy = keyof typeof triesAMinute

const failuresOfAddress = 60
/** A code has a million values, three of which fit at a time; only who knows the password gets to try one. */
const wrongCodes = 10

export interface Attempt {
  /** The name as it was given, in the form of an account's, whether there is one or not. */
  account: string
  /** Canonical IP literal. */
  address: string
  by: TriedBy
}

/** Whose code is tried. The sealed secret belongs to the count: another second factor starts at nothing. */
interface CodeOf {
  id: string
  secondFactor: string | null
}

/** Times are of a clock that never steps, in milliseconds. */
export class Attempts {
  readonly #tries: Record<TriedBy, RecentTimes> = {
    'known-browser': new RecentTimes(minuteMs),
    'known-address': new RecentTimes(minuteMs),
    stranger: new RecentTimes(minuteMs),
    'own-session': new RecentTimes(minuteMs),
  }
  readonly #failures = new RecentTimes(minuteMs)
  readonly #codes = { known: new RecentTimes(hourMs), stranger: new RecentTimes(hourMs) }

  /** Takes a place for one hash: 0, or how long to wait for one. */
  take(attempt: Attempt, now: number): number {
    const wait = this.wait(attempt, now)
    if (wait > 0) return wait
    this.#tries[attempt.by].add(attempt.account, now)
    if (attempt.by === 'stranger') this.#failures.add(blockOf(attempt.address), now)
    return 0
  }

  /** How long to wait until `take` gives a place. */
  wait({ account, address, by }: Attempt, now: number): number {
    const byAccount = this.#tries[by].wait(account, triesAMinute[by], now)
    if (by !== 'stranger') return byAccount
    return Math.max(byAccount, this.#failures.wait(blockOf(address), failuresOfAddress, now))
  }

  /** What was taken turned out to be right. */
  succeeded({ address, by }: Attempt): void {
    if (by === 'stranger') this.#failures.takeBack(blockOf(address))
  }

  /** How long to wait until a code may be tried: strangers who know the password take no try from the account's owner. */
  codeWait(account: CodeOf, by: TriedBy, now: number): number {
    return this.#codesBy(by).wait(keyOf(account), wrongCodes, now)
  }

  wrongCode(account: CodeOf, by: TriedBy, now: number): void {
    this.#codesBy(by).add(keyOf(account), now)
  }

  #codesBy(by: TriedBy): RecentTimes {
    return by === 'stranger' ? this.#codes.stranger : this.#codes.known
  }
}

function keyOf({ id, secondFactor }: CodeOf): string {
  return `${id} ${createHash('sha256')
    .update(secondFactor ?? '')
    .digest('hex')}`
}
