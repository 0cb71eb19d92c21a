import type { Clock } from '../domain/clock.ts'
import type { Outage } from '../domain/outage.ts'
import type { Publication } from '../serve/wire.ts'
import type { LiveView } from './live-view.ts'
import type { TrackedLink } from './tracked-link.ts'

/** How long what needs no record is gathered, so that a hundred visits make one message and not a hundred. */
const gatherMs = 100

export interface TellerDeps {
  view: LiveView
  clock: Clock
  publish(publication: Publication): void
}

/** Publishes what has changed: what was committed at once, a doubt or a condition very soon, the rest together. */
export class Teller {
  readonly #deps: TellerDeps
  readonly #gathered = new Set<TrackedLink>()
  #timer: NodeJS.Timeout | null = null

  constructor(deps: TellerDeps) {
    this.#deps = deps
  }

  /** Tells, very soon, what of these links does not wait for the end of the sweep. */
  soon(links: Iterable<TrackedLink>): void {
    for (const one of links) this.#gathered.add(one)
    if (this.#gathered.size > 0) this.#timer ??= setTimeout(() => this.now([], []), gatherMs)
  }

  /** Tells at once what was committed of these links and outages, with what was gathered. */
  now(links: Iterable<TrackedLink>, outages: Outage[]): void {
    const { view, clock } = this.#deps
    for (const one of links) this.#gathered.add(one)
    this.#publish(view.tellUrgent(this.#gathered, outages, clock.now()))
    this.stop()
  }

  /** Tells everything that has moved, the measurements too. */
  async all(links: Iterable<TrackedLink>): Promise<void> {
    const { view, clock } = this.#deps
    this.#publish(await view.tellAll(links, () => clock.now()))
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#gathered.clear()
  }

  #publish(publication: Publication | null): void {
    if (publication) this.#deps.publish(publication)
  }
}
