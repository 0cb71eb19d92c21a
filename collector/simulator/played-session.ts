/** A BGP session that is only played: since when it is established, and what became of it before. */
import { hashText } from './dice.ts'
import type { SessionView } from './router-view.ts'

/** From the moment that nothing is in its way until it is established. */
const settleMs = 12_000
/** A router that starts has other things to do first. */
const settleAfterStartMs = 40_000
const states = { active: 3, openSent: 4, established: 6 }
/** Error codes of RFC 4271 §4.5, and of RFC 4486 for the subcode. */
const errors = {
  none: [0, 0],
  holdTimerExpired: [4, 0],
  administrativeReset: [6, 4],
} as const satisfies Record<string, readonly [number, number]>
/** Sixteen numbers for documentation (RFC 5398): nobody's. */
const firstAs = 64_496

export class PlayedSession {
  readonly #peer: readonly number[]
  readonly #remoteAs: number
  #bootedAt: number
  /** It is, or will be, established from then on; null while something is in its way. */
  #upFrom: number | null
  #fellAt: number | null = null
  #timesFallen = 0
  #lastError: SessionView['lastError'] = errors.none

  /** @param provider gives its peer's number of an autonomous system. */
  constructor(peer: string, provider: string, bootedAt: number) {
    this.#peer = peer.split('.').map(Number)
    this.#remoteAs = firstAs + (hashText(provider) % 16)
    this.#bootedAt = bootedAt
    this.#upFrom = bootedAt + settleAfterStartMs
  }

  /**
   * To be told at each request, as a line is.
   * @param resetAt when its peer last began it anew, if that is not long ago.
   */
  observe(at: number, isFree: boolean, bootedAt: number, resetAt: number | null): void {
    if (bootedAt !== this.#bootedAt) {
      this.#bootedAt = bootedAt
      this.#upFrom = bootedAt + settleAfterStartMs
      this.#fellAt = null
      this.#timesFallen = 0
      this.#lastError = errors.none
    }
    if (isFree) this.#upFrom ??= at + settleMs
    else this.#fall(at, errors.holdTimerExpired)
    if (resetAt === null || this.#upFrom === null || resetAt <= this.#upFrom) return
    this.#fall(resetAt, errors.administrativeReset)
    this.#upFrom = resetAt + settleMs
  }

  view(at: number): SessionView {
    const isEstablished = this.#upFrom !== null && at >= this.#upFrom
    const since = isEstablished ? this.#upFrom : this.#fellAt
    return {
      peer: this.#peer,
      remoteAs: this.#remoteAs,
      state: isEstablished ? states.established : this.#upFrom === null ? states.active : states.openSent,
      lastError: this.#lastError,
      transitions: this.#timesFallen + (isEstablished ? 1 : 0),
      establishedSeconds: since === null ? 0 : Math.floor((at - since) / 1000),
    }
  }

  #fall(at: number, error: SessionView['lastError']): void {
    if (this.#upFrom !== null && at >= this.#upFrom) {
      this.#fellAt = at
      this.#timesFallen++
      this.#lastError = error
    }
    this.#upFrom = null
  }
}
