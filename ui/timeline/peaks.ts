/** How many satker were not connected, over time: of each stretch the worst moment. */
import { satkerStatus } from '../../collector/domain/satker-status.ts'
import type { LinkStatus } from '../../collector/domain/status.ts'
import type { Timeline } from './timeline.ts'

export interface Peak {
  from: number
  to: number
  /** At the moment when most were gone. */
  down: number
  unreachable: number
  /** Fewest that nobody watched: where it is all of them, nothing is known of the stretch. */
  unknown: number
}

export interface Stretches {
  from: number
  /** Of one stretch. */
  stepMs: number
  count: number
}

/** Only of the satker in `satkerOf`: code by the id of each of their links. */
export function peaksOf(
  timeline: Timeline,
  satkerOf: ReadonlyMap<string, string>,
  { from, stepMs, count }: Stretches,
): Peak[] {
  const tally = new Tally(timeline, satkerOf)
  const { changes } = timeline
  const peaks: Peak[] = []
  let next = 0
  const applyUntil = (before: number, told: () => void): void => {
    for (; next < changes.at.length && changes.at[next]! < before; next++) {
      tally.apply(changes.link[next]!, changes.to[next]!)
      // Changes of one moment are one event: between them nothing was seen.
      if (changes.at[next] !== changes.at[next + 1]) told()
    }
  }
  applyUntil(from, () => {})
  for (let i = 0; i < count; i++) {
    const peak = { from: from + i * stepMs, to: from + (i + 1) * stepMs, ...tally.now() }
    applyUntil(peak.to, () => {
      const { down, unreachable, unknown } = tally.now()
      if (down + unreachable > peak.down + peak.unreachable) Object.assign(peak, { down, unreachable })
      peak.unknown = Math.min(peak.unknown, unknown)
    })
    peaks.push(peak)
  }
  return peaks
}

/** The satker counted by status, kept while their links change. */
class Tally {
  readonly #status: (LinkStatus | null)[]
  readonly #satker: (string | undefined)[]
  readonly #linksOf = new Map<string, number[]>()
  readonly #believed = new Map<string, LinkStatus | null>()
  readonly #counts: Record<LinkStatus, number> = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 }

  constructor({ links, first }: Timeline, satkerOf: ReadonlyMap<string, string>) {
    this.#status = [...first]
    this.#satker = links.map((id) => satkerOf.get(id))
    for (const [place, code] of this.#satker.entries()) {
      if (code === undefined) continue
      const places = this.#linksOf.get(code)
      if (places) places.push(place)
      else this.#linksOf.set(code, [place])
    }
    for (const code of this.#linksOf.keys()) this.#recount(code)
  }

  apply(place: number, to: LinkStatus): void {
    this.#status[place] = to
    const code = this.#satker[place]
    if (code !== undefined) this.#recount(code)
  }

  now(): { down: number; unreachable: number; unknown: number } {
    const { down, unreachable, unknown } = this.#counts
    return { down, unreachable, unknown }
  }

  #recount(code: string): void {
    const links = (this.#linksOf.get(code) ?? []).flatMap((place) => this.#status[place] ?? [])
    const status = satkerStatus(links)
    const before = this.#believed.get(code) ?? null
    if (before === status) return
    if (before) this.#counts[before]--
    if (status) this.#counts[status]++
    this.#believed.set(code, status)
  }
}
