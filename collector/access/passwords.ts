import {
  deriveArgon2id,
  type Derive,
  fitsHash,
  hashOfNone,
  isOfPresentCost,
  makeHash,
  readPhcString,
} from './argon2.ts'
import { isOfPasswordLength, normalised } from './password-rule.ts'

/** A hash takes one of Node's four threads for some 30 ms and 19 MiB; the fourth is left for reading files. */
const atOnce = 3
const waitingMax = 20

/** Hashes passwords and compares them, so many at once and no more. */
export class Passwords {
  readonly #derive: Derive
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(derive: Derive = deriveArgon2id) {
    this.#derive = derive
  }

  /** Whether one more would have to be refused. */
  get isBusy(): boolean {
    return this.#running >= atOnce && this.#waiting.length >= waitingMax
  }

  /** A PHC string to be kept; `busy` where too many wait. */
  hash(password: string): Promise<string | 'busy'> {
    return this.#inTurn(() => makeHash(this.#derive, normalised(password)))
  }

  /**
   * Takes the same work where there is nothing to compare with, so that nobody learns by the clock which names are
   * accounts: `kept` is null for an unknown or disabled account, and for one without a password.
   */
  fits(password: string, kept: string | null): Promise<boolean | 'busy'> {
    const compared = kept === null || !isOfPasswordLength(password) ? hashOfNone : readPhcString(kept)
    const text = isOfPasswordLength(password) ? normalised(password) : ''
    return this.#inTurn(async () => {
      const fits = await fitsHash(this.#derive, text, compared)
      return fits && compared !== hashOfNone
    })
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T | 'busy'> {
    if (this.isBusy) return 'busy'
    if (this.#running >= atOnce) await new Promise<void>((go) => this.#waiting.push(go))
    else this.#running += 1
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}

/** Whether a kept hash was made at another cost than is asked today. */
export function isOutdated(kept: string): boolean {
  return !isOfPresentCost(readPhcString(kept))
}
