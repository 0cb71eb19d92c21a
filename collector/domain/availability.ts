import { isAvailable, type LinkStatus } from './status.ts'

/** What one link was held to be through a period. */
export interface LinkHistory {
  /** Its life: when it first stood in devices.yaml, and when it was removed; null: it is there now. */
  from: number
  until: number | null
  /** Before the first of the changes. */
  first: LinkStatus
  /** Oldest first. */
  changes: { at: number; to: LinkStatus }[]
}

/** Raw and around the clock. The three times add up to the period exactly. */
export interface Availability {
  availableMs: number
  unavailableMs: number
  /** Nobody watched, or not enough to tell: in no number, but it lowers the coverage. */
  unwatchedMs: number
  /** available / (available + unavailable), 0..1; null where nothing was watched. */
  ratio: number | null
  /** (available + unavailable) / the period, 0..1. */
  coverageRatio: number
}

/**
 * The availability of what several links carry together, within [from, to): there while any of them is, gone while all
 * of them are, and unknown in between, since of a link that nobody watched it is not known whether it carried on. A
 * link counts only while it lives: before it came and after it went the others are all that there is. Of one link it is
 * that link's own. Without links nothing is watched.
 */
export function unionAvailability(links: readonly LinkHistory[], from: number, to: number): Availability {
  const now: (LinkStatus | null)[] = links.map((link) => (link.from <= from ? link.first : null))
  const spentMs = { available: 0, unavailable: 0, unwatched: 0 }
  const changes = links.flatMap(turnsOf).toSorted((one, other) => one.at - other.at)
  let since = from
  for (const { at, place, status } of changes) {
    const until = Math.min(Math.max(at, from), to)
    spentMs[standing(now)] += until - since
    since = until
    now[place] = status
  }
  spentMs[standing(now)] += Math.max(from, to) - since
  const watchedMs = spentMs.available + spentMs.unavailable
  return {
    availableMs: spentMs.available,
    unavailableMs: spentMs.unavailable,
    unwatchedMs: spentMs.unwatched,
    ratio: watchedMs === 0 ? null : spentMs.available / watchedMs,
    coverageRatio: to > from ? watchedMs / (to - from) : 0,
  }
}

/** Null where it does not live. What was recorded of it outside of its life is not of it. */
function turnsOf({ from, until, first, changes }: LinkHistory, place: number): Turn[] {
  const end = until ?? Number.POSITIVE_INFINITY
  const own = changes.filter(({ at }) => at >= from && at < end)
  return [
    { at: from, place, status: first },
    ...own.map(({ at, to: status }) => ({ at, place, status })),
    ...(until === null ? [] : [{ at: until, place, status: null }]),
  ]
}

interface Turn {
  at: number
  place: number
  status: LinkStatus | null
}

function standing(links: readonly (LinkStatus | null)[]): 'available' | 'unavailable' | 'unwatched' {
  const living = links.filter((status) => status !== null)
  if (living.some(isAvailable)) return 'available'
  return living.length === 0 || living.includes('unknown') ? 'unwatched' : 'unavailable'
}
