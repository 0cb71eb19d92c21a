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
/** So many places no stranger gets. */
const keptForKnown = 5

/** Whether it is for somebody who is known from where they are: they go before strangers, who cannot fill the queue. */
interface Turn {
  isKnown: boolean
}

/** Hashes passwords and compares them, so many at once and no more. */
export class Passwords {
  readonly #derive: Derive
  readonly #waiting: (Turn & { go: () => void })[] = []
  #running = 0

  constructor(derive: Derive = deriveArgon2id) {
    this.#derive = derive
  }

  /** Whether one more would have to be refused. */
  isBusy({ isKnown }: Turn): boolean {
    const most = isKnown ? waitingMax : waitingMax - keptForKnown
    return this.#running >= atOnce && this.#waiting.length >= most
  }

  /** A PHC string to be kept; `busy` where too many wait. */
  hash(password: string): Promise<string | 'busy'> {
    return this.#inTurn({ isKnown: true }, () => makeHash(this.#derive, normalised(password)))
  }

  /**
   * Takes the same work where there is nothing to compare with, so that nobody learns by the clock which names are
   * accounts: `kept` is null for an unknown or disabled account, and for one without a password.
   */
  fits(password: string, kept: string | null, turn: Turn = { isKnown: true }): Promise<boolean | 'busy'> {
    const compared = kept === null || !isOfPasswordLength(password) ? hashOfNone : readPhcString(kept)
    const text = isOfPasswordLength(password) ? normalised(password) : ''
    return this.#inTurn(turn, async () => {
      const fits = await fitsHash(this.#derive, text, compared)
      return fits && compared !== hashOfNone
    })
  }

  async #inTurn<T>(turn: Turn, work: () => Promise<T>): Promise<T | 'busy'> {
    if (this.isBusy(turn)) return 'busy'
    if (this.#running >= atOnce) await new Promise<void>((go) => this.#wait({ ...turn, go }))
    else this.#running += 1
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next.go()
      else this.#running -= 1
    }
  }

  #wait(turn: Turn & { go: () => void }): void {
    const firstStranger = this.#waiting.findIndex(({ isKnown }) => !isKnown)
    const place = turn.isKnown && firstStranger !== -1 ? firstStranger : this.#waiting.length
    this.#waiting.splice(place, 0, turn)
  }
}

/** Whether a kept hash was made at another cost than is asked today. */
export function isOutdated(kept: string): boolean {
  return !isOfPresentCost(readPhcString(kept))
}
