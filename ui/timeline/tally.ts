/** The satker's statuses, kept while their links change one after the other. */
import { satkerStatus } from '../../collector/domain/satker-status.ts'
import type { LinkStatus } from '../../collector/domain/status.ts'
import type { DatedStatus, Timeline } from './timeline.ts'

export class Tally {
  readonly counts: Record<LinkStatus, number> = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 }
  /** By code; a satker of whose links nothing was recorded yet is not in it. */
  readonly satker = new Map<string, DatedStatus>()
  readonly #status: (LinkStatus | null)[]
  readonly #codes: (string | undefined)[]
  readonly #linksOf = new Map<string, number[]>()

  /** Only of the satker in `satkerOf`: code by the id of each of their links. */
  constructor({ links, first, firstSince, from }: Timeline, satkerOf: ReadonlyMap<string, string>) {
    this.#status = [...first]
    this.#codes = links.map((id) => satkerOf.get(id))
    for (const [place, code] of this.#codes.entries()) {
      if (code === undefined) continue
      const places = this.#linksOf.get(code)
      if (places) places.push(place)
      else this.#linksOf.set(code, [place])
    }
    // It was so at the latest when the last of its links became as it is.
    for (const [code, places] of this.#linksOf) {
      this.#recount(code, Math.max(...places.map((place) => firstSince[place] ?? from)))
    }
  }

  apply(place: number, to: LinkStatus, at: number): void {
    this.#status[place] = to
    const code = this.#codes[place]
    if (code !== undefined) this.#recount(code, at)
  }

  #recount(code: string, at: number): void {
    const links = (this.#linksOf.get(code) ?? []).flatMap((place) => this.#status[place] ?? [])
    const status = satkerStatus(links)
    const before = this.satker.get(code)?.status ?? null
    if (status === null || before === status) return
    if (before) this.counts[before]--
    this.counts[status]++
    this.satker.set(code, { status, since: at })
  }
}

/** What each satker was at a moment, and since when. */
export function satkerAt(
  timeline: Timeline,
  satkerOf: ReadonlyMap<string, string>,
  at: number,
): ReadonlyMap<string, DatedStatus> {
  const tally = new Tally(timeline, satkerOf)
  const { changes } = timeline
  for (let i = 0; i < changes.at.length && changes.at[i]! <= at; i++) {
    tally.apply(changes.link[i]!, changes.to[i]!, changes.at[i]!)
  }
  return tally.satker
}
