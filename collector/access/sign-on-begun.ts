import type { Clock } from '../domain/clock.ts'

/** What must come back with a browser that was sent to the provider. */
export interface Begun {
  redirectUri: string
  /** The code can be redeemed by nobody who does not have it (PKCE, RFC 7636). */
  verifier: string
  /** Stands in the ID token that is for this sign-in and no other. */
  nonce: string
}

const longestMs = 10 * 60_000
const most = 10_000

/** The sign-ins that are under way, by their state, in memory: whoever is away for too long begins again. */
export class BegunSignOns {
  readonly #clock: Clock
  /** In the order of their beginning. */
  readonly #begun = new Map<string, Begun & { at: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(state: string, begun: Begun): void {
    const at = this.#clock.monotonicMs()
    for (const [oldest, { at: began }] of this.#begun) {
      if (at - began <= longestMs && this.#begun.size < most) break
      this.#begun.delete(oldest)
    }
    this.#begun.set(state, { ...begun, at })
  }

  /** Null where it was never begun, was taken before, or is older than ten minutes. */
  take(state: string): Begun | null {
    const begun = this.#begun.get(state)
    this.#begun.delete(state)
    if (!begun || this.#clock.monotonicMs() - begun.at > longestMs) return null
    const { redirectUri, verifier, nonce } = begun
    return { redirectUri, verifier, nonce }
  }
}
