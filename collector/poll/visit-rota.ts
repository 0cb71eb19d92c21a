import type { Router } from '../domain/router.ts'
import { placeOf } from '../domain/spread.ts'

/** The first visits after a start come soon, so that a page has numbers, but at no more than this rate or that of any round. */
const secondsOfFirstVisits = 10
const mostFirstVisitsASecond = 100

/** Which routers are visited in which second: each once in every round, at its own place in it. */
export class VisitRota {
  #round: Router[][] = [[]]
  #first: Router[][] = []
  #startedAt: number | null = null

  /** Lays the routers over a round of so many seconds. */
  arrange(routers: Iterable<Router>, seconds: number): void {
    const asked = [...routers].filter(({ snmp }) => snmp !== null)
    this.#round = laidOver(asked, Math.max(1, seconds))
    const atRate = Math.ceil(asked.length / mostFirstVisitsASecond)
    this.#first = laidOver(asked, Math.min(this.#round.length, Math.max(secondsOfFirstVisits, atRate)))
  }

  /** Seconds are numbered from the epoch; the first one asked about is the start. */
  due(second: number): readonly Router[] {
    this.#startedAt ??= second
    return this.#first[second - this.#startedAt] ?? this.#round[second % this.#round.length] ?? []
  }
}

function laidOver(routers: readonly Router[], seconds: number): Router[][] {
  const places: Router[][] = Array.from({ length: seconds }, () => [])
  for (const router of routers) places[placeOf(router.id, seconds)]?.push(router)
  return places
}
