/** The satker's statuses, kept while their links change one after the other. */
import { satkerStatus } from '../../collector/domain/satker-status.ts'
import type { LinkStatus } from '../../collector/domain/status.ts'
import type { DatedStatus, Timeline } from './timeline.ts'

/** Whose each place of a timeline is, and the places of each satker. */
interface Places {
  links: readonly string[]
  codes: (string | undefined)[]
  of: ReadonlyMap<string, number[]>
}

/** A timeline is gone through at every change and every step of a look back; whose its links are stays the same. */
const knownPlaces = new WeakMap<ReadonlyMap<string, string>, Places>()

function placesOf(links: readonly string[], satkerOf: ReadonlyMap<string, string>): Places {
  const known = knownPlaces.get(satkerOf)
  if (known?.links === links) return known
  const codes = links.map((id) => satkerOf.get(id))
  const of = new Map<string, number[]>()
  for (const [place, code] of codes.entries()) {
    if (code === undefined) continue
    const places = of.get(code)
    if (places) places.push(place)
    else of.set(code, [place])
  }
  const places = { links, codes, of }
  knownPlaces.set(satkerOf, places)
  return places
}

export class Tally {
  readonly counts: Record<LinkStatus, number> = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 }
  /** By code; a satker of whose links nothing was recorded yet is not in it. */
  readonly satker = new Map<string, DatedStatus>()
  readonly #status: (LinkStatus | null)[]
  readonly #places: Places

  /** Only of the satker in `satkerOf`: code by the id of each of their links. */
  constructor({ links, first, firstSince, from }: Timeline, satkerOf: ReadonlyMap<string, string>) {
    this.#status = [...first]
    this.#places = placesOf(links, satkerOf)
    // It was so at the latest when the last of its links became as it is.
    for (const [code, places] of this.#places.of) {
      let since = -Infinity
      for (const place of places) since = Math.max(since, firstSince[place] ?? from)
      this.#recount(code, places, since)
    }
  }

  /** Null where nothing was recorded of it yet. */
  statusOf(place: number): LinkStatus | null {
    return this.#status[place] ?? null
  }

  apply(place: number, to: LinkStatus | null, at: number): void {
    this.#status[place] = to
    const code = this.#places.codes[place]
    if (code !== undefined) this.#recount(code, this.#places.of.get(code) ?? [], at)
  }

  #recount(code: string, places: readonly number[], at: number): void {
    const links: LinkStatus[] = []
    for (const place of places) {
      const status = this.#status[place]
      if (status) links.push(status)
    }
    const status = satkerStatus(links)
    const before = this.satker.get(code)?.status ?? null
    if (before === status) return
    if (before) this.counts[before]--
    if (status === null) {
      this.satker.delete(code)
      return
    }
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
