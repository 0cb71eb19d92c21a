import type { Clock } from '../domain/clock.ts'
import type { Router } from '../domain/router.ts'
import type { Trap } from '../domain/trap.ts'
import type { Log } from '../log.ts'
import type { Turns } from './turns.ts'

export interface EarlyVisitsDeps {
  clock: Clock
  log: Log
  /** Those of the round too, so that a router is never visited twice at once. */
  turns: Turns
  /** A router that is visited; undefined where there is none of that id. */
  router(id: string): Router | undefined
  visit(router: Router): Promise<void>
}

/** However often a router speaks up, it is visited for it no more often. */
const askAgainAfterMs = 10_000
/** Whatever was on its way up or down has come to rest by then (as in Zino's handling of link traps). */
const lookAgainAfterMs = 2 * 60_000

interface Asked {
  atMs: number
  lookAgainAtMs: number
}

/**
 * What a trap leads to: a visit now, and another two minutes after the last one. Only what a visit reads is believed,
 * so that whoever can forge a trap can cost us a visit and nothing else.
 */
export class EarlyVisits {
  readonly #deps: EarlyVisitsDeps
  /** By router; those that are known and have sent a trap within two minutes. */
  readonly #asked = new Map<string, Asked>()
  #count = 0

  constructor(deps: EarlyVisitsDeps) {
    this.#deps = deps
  }

  /** Visits that were asked for since the start. */
  get count(): number {
    return this.#count
  }

  ask({ routers, kind }: Trap): void {
    const nowMs = this.#deps.clock.monotonicMs()
    const visited = routers.filter((id) => this.#heed(id, nowMs))
    if (visited.length > 0) this.#deps.log.info('trap', { kind, routers: visited })
  }

  /** To be called each second: makes the second visits that are due. */
  lookAgain(): void {
    const nowMs = this.#deps.clock.monotonicMs()
    for (const [id, { lookAgainAtMs }] of this.#asked) {
      if (lookAgainAtMs > nowMs) continue
      this.#asked.delete(id)
      this.#visit(id)
    }
  }

  /** Whether it led to a visit now. */
  #heed(id: string, nowMs: number): boolean {
    const asked = this.#asked.get(id)
    const lookAgainAtMs = nowMs + lookAgainAfterMs
    if (asked !== undefined && nowMs - asked.atMs < askAgainAfterMs) {
      asked.lookAgainAtMs = lookAgainAtMs
      return false
    }
    if (!this.#visit(id)) return false
    this.#asked.set(id, { atMs: nowMs, lookAgainAtMs })
    return true
  }

  #visit(id: string): boolean {
    const router = this.#deps.router(id)
    if (router === undefined || router.snmp === null) return false
    this.#count += 1
    this.#deps.turns.takeNext(id, () => this.#deps.visit(router))
    return true
  }
}
