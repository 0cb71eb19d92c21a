import type { SignOn } from '../domain/access-settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { Secret } from '../domain/secret.ts'
import type { Log } from '../log.ts'
import { RecentTimes } from './recent-times.ts'
import { createSignOn, type SignOnClient } from './sign-on.ts'

const minuteMs = 60_000
/** Of one address: what is begun takes a place in memory. */
const begunAMinute = 30

/** The single sign-on as devices.yaml has it now. */
export class SignOnDesk {
  readonly #deps: { clock: Clock; log: Log }
  readonly #begun = new RecentTimes(minuteMs)
  #client: SignOnClient | null = null
  #said = ''

  constructor(deps: { clock: Clock; log: Log }) {
    this.#deps = deps
  }

  /** What was begun goes on, unless it was begun with other settings. */
  load(settings: SignOn | null, secret: Secret | null): void {
    const said = JSON.stringify([settings, secret?.reveal()])
    if (said === this.#said) return
    this.#said = said
    this.#client = settings && createSignOn({ settings, secret, ...this.#deps })
  }

  /** Null where there is none. */
  get client(): SignOnClient | null {
    return this.#client
  }

  /** How long an address must wait before it may begin another; 0: not at all, and one is counted. */
  wait(address: string): number {
    const now = this.#deps.clock.monotonicMs()
    const waitMs = this.#begun.wait(address, begunAMinute, now)
    if (waitMs === 0) this.#begun.add(address, now)
    return waitMs
  }
}
