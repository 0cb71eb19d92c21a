/** What every link was over a stretch of time: a status each at its start, and the changes since, oldest first. */
import type { LinkStatus } from '../../collector/domain/status.ts'
import type { WireChanges } from '../../collector/serve/wire.ts'

export interface Timeline {
  from: number
  links: readonly string[]
  /** Place of a link in `links`. */
  placeOf: ReadonlyMap<string, number>
  first: readonly (LinkStatus | null)[]
  firstSince: readonly (number | null)[]
  /** One entry a change, in the order of `at`; grows at its end. */
  changes: { link: number[]; at: number[]; to: LinkStatus[] }
}

export interface DatedStatus {
  status: LinkStatus
  since: number
}

export function timelineOf({ from, links, statuses, since, changes }: WireChanges): Timeline {
  const placeOf = new Map(links.map((id, place) => [id, place]))
  return { from, links, placeOf, first: statuses, firstSince: since, changes }
}

/** Adds a change told live: it may be dated a little before one that is there. False: it is there, or of nobody known. */
export function addChange({ placeOf, changes }: Timeline, link: string, at: number, to: LinkStatus): boolean {
  const place = placeOf.get(link)
  if (place === undefined) return false
  let end = changes.at.length
  while (end > 0 && changes.at[end - 1]! > at) end--
  for (let i = end - 1; i >= 0 && changes.at[i] === at; i--) {
    if (changes.link[i] === place && changes.to[i] === to) return false
  }
  changes.link.splice(end, 0, place)
  changes.at.splice(end, 0, at)
  changes.to.splice(end, 0, to)
  return true
}

/** The same from a later moment on: what was before it is no longer in it. */
export function timelineSince(
  { links, placeOf, first, firstSince, changes }: Timeline,
  from: number,
): Timeline {
  const [statuses, since] = [[...first], [...firstSince]]
  let past = 0
  for (; past < changes.at.length && changes.at[past]! <= from; past++) {
    statuses[changes.link[past]!] = changes.to[past]!
    since[changes.link[past]!] = changes.at[past]!
  }
  const { link, at, to } = changes
  const later = { link: link.slice(past), at: at.slice(past), to: to.slice(past) }
  return { from, links, placeOf, first: statuses, firstSince: since, changes: later }
}

/** What each link was at a moment, by its id; a link that nothing was recorded of by then is not in it. */
export function statusesAt(
  { links, first, firstSince, changes }: Timeline,
  at: number,
): Map<string, DatedStatus> {
  const status = [...first]
  const since = [...firstSince]
  for (let i = 0; i < changes.at.length && changes.at[i]! <= at; i++) {
    const place = changes.link[i]!
    status[place] = changes.to[i]!
    since[place] = changes.at[i]!
  }
  const found = new Map<string, DatedStatus>()
  for (const [place, id] of links.entries()) {
    const was = status[place]
    if (was) found.set(id, { status: was, since: since[place] ?? at })
  }
  return found
}
