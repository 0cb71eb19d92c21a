import { isAvailable, type LinkStatus } from './status.ts'

/** What one link was held to be through a period. */
export interface LinkHistory {
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
 * of them are, and unknown in between, since of a link that nobody watched it is not known whether it carried on. Of
 * one link it is that link's own. Without links nothing is watched.
 */
export function unionAvailability(links: readonly LinkHistory[], from: number, to: number): Availability {
  const now = links.map(({ first }) => first)
  const spentMs = { available: 0, unavailable: 0, unwatched: 0 }
  const changes = links
    .flatMap((link, place) => link.changes.map(({ at, to: status }) => ({ at, place, status })))
    .toSorted((one, other) => one.at - other.at)
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

function standing(links: readonly LinkStatus[]): 'available' | 'unavailable' | 'unwatched' {
  if (links.some(isAvailable)) return 'available'
  return links.length === 0 || links.includes('unknown') ? 'unwatched' : 'unavailable'
}
