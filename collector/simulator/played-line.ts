/** The counters of one played interface: the integral of its traffic for as long as the line carries. */
import type { Link } from '../domain/link.ts'
import type { Counters } from './router-view.ts'
import { octetsUntil } from './traffic.ts'
import type { Flow, Traffic } from './traffic.ts'

export const meanPacketOctets = 700
export const crowdedDiscardRatio = 1e-3
export const errorRatios: Record<Link['medium'], number> = {
  fiber: 0,
  copper: 1e-6,
  radio: 2e-6,
  cellular: 2e-6,
  vsat: 5e-6,
}

export class PlayedLine {
  #traffic: Traffic
  #errorRatio: number
  #bootedAt: number
  /** Octets counted until `#carriesSince`, and all there are while it is null: the line is gone. */
  #counted = { in: 0, out: 0 }
  #carriesSince: number | null
  #isUp = true
  #changedAt: number | null = null

  constructor(link: Link, traffic: Traffic, bootedAt: number) {
    this.#traffic = traffic
    this.#errorRatio = errorRatios[link.medium]
    this.#bootedAt = bootedAt
    this.#carriesSince = bootedAt
  }

  /**
   * To be told at each request: a change is dated at the request that sees it.
   * @param carries whether traffic finds its way through it: what is up may still lead nowhere.
   */
  observe(at: number, isUp: boolean, bootedAt: number, carries = isUp): void {
    if (bootedAt !== this.#bootedAt) {
      this.#bootedAt = bootedAt
      this.#counted = { in: 0, out: 0 }
      this.#carriesSince = carries ? bootedAt : null
      this.#isUp = isUp
      this.#changedAt = null
      return
    }
    if (isUp !== this.#isUp) {
      this.#isUp = isUp
      this.#changedAt = at
    }
    if (carries === (this.#carriesSince !== null)) return
    this.#count(at)
    this.#carriesSince = carries ? at : null
  }

  /** After an edit of the configuration: another rate, perhaps, but the counters go on from where they are. */
  replaceTraffic(link: Link, traffic: Traffic, at: number): void {
    this.#count(at)
    this.#traffic = traffic
    this.#errorRatio = errorRatios[link.medium]
  }

  counters(way: 'in' | 'out', at: number): Counters {
    const octets = this.#octets(way, at)
    const packets = octets / meanPacketOctets
    const discardRatio = isCrowded(this.#traffic[way]) ? crowdedDiscardRatio : 0
    return { octets, packets, errors: packets * this.#errorRatio, discards: packets * discardRatio }
  }

  /** By the router's sysUpTime; 0 where nothing has changed since its start. */
  lastChangeCs(): number {
    return this.#changedAt === null ? 0 : Math.floor((this.#changedAt - this.#bootedAt) / 10)
  }

  #octets(way: 'in' | 'out', at: number): number {
    if (this.#carriesSince === null) return this.#counted[way]
    const flow = this.#traffic[way]
    return this.#counted[way] + octetsUntil(flow, at) - octetsUntil(flow, this.#carriesSince)
  }

  #count(at: number): void {
    this.#counted = { in: this.#octets('in', at), out: this.#octets('out', at) }
    if (this.#carriesSince !== null) this.#carriesSince = at
  }
}

/** A line that is subscribed too small throws packets away. */
export function isCrowded(flow: Flow): boolean {
  return flow.peakOctetsPerMs > 0.9 * flow.ceilingOctetsPerMs
}
