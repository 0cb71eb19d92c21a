import type { Clock } from '../domain/clock.ts'
import type { Router } from '../domain/router.ts'
import type { Trap } from '../domain/trap.ts'
import type { Log } from '../log.ts'
import { Pace } from './pace.ts'

export interface EarlyVisitsDeps {
  clock: Clock
  log: Log
  /** A router that is visited; undefined where there is none of that id. */
  router(id: string): Router | undefined
  /** Leads to a visit as soon as may be, never to two of one router at once; `onTaken` is called when it begins. */
  visitNext(router: string, onTaken: () => void): void
}

/** However often a router speaks up, it is visited for it no more often. */
const askAgainAfterMs = 10_000
/** Whatever was on its way up or down has come to rest by then (as in Zino's handling of link traps). */
const lookAgainAfterMs = 2 * 60_000
/** All routers behind a hub speak up at once when it comes back. */
const mostPerSecond = 100

interface Asked {
  /** When its last early visit began. */
  visitedAtMs: number
  /** A visit is to come as soon as it may: whatever else the router tells until it begins, it sees. */
  isWaiting: boolean
  /** It told something when it was too early to visit it again. */
  hasMoreToTell: boolean
  /** Two minutes after its last trap, until it has been visited then. */
  lookAgainAtMs: number | null
}

/**
 * What a trap leads to: a visit now, or ten seconds after the last that a trap led to, and another two minutes after the
 * last trap. Only what a visit reads is believed, so that whoever can forge a trap can cost us a visit and nothing else.
 */
export class EarlyVisits {
  readonly #deps: EarlyVisitsDeps
  /** By router; those that are known, and that have sent a trap within two minutes or were visited just now. */
  readonly #asked = new Map<string, Asked>()
  /** Routers that wait for the pace, the first first: each once, so that there are no more of them than routers. */
  readonly #queue = new Set<string>()
  readonly #pace: Pace
  #count = 0

  constructor(deps: EarlyVisitsDeps) {
    this.#deps = deps
    this.#pace = new Pace(deps.clock, mostPerSecond)
  }

  /** Visits that were asked for since the start. */
  get count(): number {
    return this.#count
  }

  ask({ routers, kind }: Trap): void {
    const visited = routers.filter((id) => this.#heed(id))
    this.#visitNext()
    if (visited.length > 0) this.#deps.log.info('trap', { kind, routers: visited })
  }

  /** To be called each second: makes the visits that are due. */
  onSecond(): void {
    const nowMs = this.#deps.clock.monotonicMs()
    for (const [id, asked] of this.#asked) {
      if (asked.isWaiting || !mayBeVisited(asked, nowMs)) continue
      if (asked.hasMoreToTell || isDue(asked, nowMs)) this.#enqueue(id, asked)
      else if (asked.lookAgainAtMs === null) this.#asked.delete(id)
    }
    this.#visitNext()
  }

  /** Whether it leads to a visit that was not to come anyway. */
  #heed(id: string): boolean {
    if (this.#visited(id) === null) return false
    const nowMs = this.#deps.clock.monotonicMs()
    const asked = this.#asked.get(id) ?? neverAsked()
    this.#asked.set(id, asked)
    asked.lookAgainAtMs = nowMs + lookAgainAfterMs
    if (asked.isWaiting || asked.hasMoreToTell) return false
    if (mayBeVisited(asked, nowMs)) this.#enqueue(id, asked)
    else asked.hasMoreToTell = true
    return true
  }

  #enqueue(id: string, asked: Asked): void {
    asked.isWaiting = true
    this.#queue.add(id)
  }

  #visitNext(): void {
    for (const id of this.#queue) {
      const router = this.#visited(id)
      if (router !== null && !this.#pace.lets()) return
      this.#queue.delete(id)
      if (router === null) this.#asked.delete(id)
      else this.#visit(id)
    }
  }

  #visit(id: string): void {
    this.#count += 1
    this.#deps.visitNext(id, () => {
      const asked = this.#asked.get(id)
      if (asked !== undefined) begin(asked, this.#deps.clock.monotonicMs())
    })
  }

  #visited(id: string): Router | null {
    const router = this.#deps.router(id)
    return router === undefined || router.snmp === null ? null : router
  }
}

function neverAsked(): Asked {
  return {
    visitedAtMs: Number.NEGATIVE_INFINITY,
    isWaiting: false,
    hasMoreToTell: false,
    lookAgainAtMs: null,
  }
}

function mayBeVisited({ visitedAtMs }: Asked, nowMs: number): boolean {
  return nowMs - visitedAtMs >= askAgainAfterMs
}

function isDue({ lookAgainAtMs }: Asked, nowMs: number): boolean {
  return lookAgainAtMs !== null && lookAgainAtMs <= nowMs
}

function begin(asked: Asked, nowMs: number): void {
  if (isDue(asked, nowMs)) asked.lookAgainAtMs = null
  asked.visitedAtMs = nowMs
  asked.isWaiting = false
  asked.hasMoreToTell = false
}
