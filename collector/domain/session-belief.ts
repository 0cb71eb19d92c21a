import { afterSight, type Sign, slackMs } from './sign.ts'
import { noNewsAfterBootMs } from './trap.ts'
import type { Acquaintance, Visited } from './tunnel-signs.ts'
import { hasRestarted, momentOf } from './uptime.ts'
import type { SessionReading } from './vpn-reading.ts'

/** What the visits say of a BGP session. */
export interface SessionBelief {
  peer: string
  sign: Sign | null
  /** Whether the router ever had it: one that is missing then is gone, and not misspelt. */
  wasThere: boolean
  /** Somebody shut it on purpose. */
  isStopped: boolean
  /** The first of the visits in a row that did not see it established. */
  fallenFrom: number | null
  /** When the router's agent started, as far as that is known, and the visit that last told of it. */
  startedAt: number
  visited: Visited
  /** When it was last reset without having been seen down. */
  resetAt: number | null
}

/** The last that was seen of it being established, and since when it was then. */
export type LastSight = Pick<Sign, 'since' | 'seenAt'>

export interface KnownSession extends Acquaintance {
  /** By an earlier run of the collector, which would have told if it had fallen before that ended. */
  established: LastSight | null
}

/**
 * Not established is believed at the second visit in a row, or at the first where the router says since when
 * (bgpPeerFsmEstablishedTime, RFC 4273) or that it was shut: sessions are sometimes seen in the middle of a reset.
 * One that nobody named (`isNamed`) says nothing while it was never established.
 */
export function afterSession(
  before: SessionBelief | null,
  reading: SessionReading | null,
  visited: Visited,
  { isNamed, wasThere, established }: KnownSession,
): SessionBelief | null {
  if (reading === null) return before
  const known =
    before?.peer === reading.peer
      ? { ...before, startedAt: startOf(before, visited), visited }
      : unseen(reading.peer, before === null && wasThere, visited)
  if (reading.state === null && !known.wasThere) return known
  if (reading.state !== 'established' && !isNamed && known.sign === null) return known
  return reading.state === 'established'
    ? afterEstablished(known, reading, visited.at, established)
    : afterFallen(known, reading, visited.at)
}

function unseen(peer: string, wasThere: boolean, visited: Visited): SessionBelief {
  return {
    peer,
    sign: null,
    wasThere,
    isStopped: false,
    fallenFrom: null,
    startedAt: momentOf(visited, 0),
    visited,
    resetAt: null,
  }
}

/** Its sysUpTime starts anew after 497 days without that anything started. */
function startOf({ startedAt, visited: before }: SessionBelief, after: Visited): number {
  const [was, is] = [before, after].map(({ at, sysUpTimeCs }) => ({ sysUpTimeCs, monotonicMs: at }))
  return was && is && hasRestarted(was, is) ? momentOf(after, 0) : startedAt
}

function afterEstablished(
  known: SessionBelief,
  { establishedSeconds }: SessionReading,
  at: number,
  established: LastSight | null,
): SessionBelief {
  const began = momentBefore(at, establishedSeconds)
  const last = known.sign ?? (established && { ...established, isUp: true })
  const before = last?.isUp ? last : null
  const isReset = before !== null && began !== null && isNews(known, before, { began, at })
  return {
    ...known,
    sign: afterSight(known.sign, true, at, began),
    wasThere: true,
    isStopped: false,
    fallenFrom: null,
    resetAt: isReset ? Math.max(began, before.seenAt) : known.resetAt,
  }
}

/**
 * Established since a moment after the last sight of it: it was down in between, whatever the agent's own age. Where
 * the router started in between, or had just started, that explains it.
 */
function isNews(
  { startedAt }: SessionBelief,
  { since, seenAt }: LastSight,
  { began, at }: { began: number; at: number },
): boolean {
  const isAnew = began > seenAt - slackMs && began > since + slackMs
  return isAnew && startedAt <= seenAt - slackMs && at - startedAt >= noNewsAfterBootMs
}

function afterFallen(
  known: SessionBelief,
  { state, isStopped, establishedSeconds }: SessionReading,
  at: number,
): SessionBelief {
  const fallen = { ...known, wasThere: true, isStopped, fallenFrom: known.fallenFrom ?? at }
  const isSecond = known.fallenFrom !== null
  // Zero where it never was established, or fell this very second.
  const told = establishedSeconds === 0 ? null : momentBefore(at, establishedSeconds)
  const isShut = isStopped && state === 'idle'
  if (!isSecond && told === null && !isShut) return fallen
  return {
    ...fallen,
    sign: afterSight(known.sign, false, at, told ?? known.fallenFrom),
  }
}

function momentBefore(at: number, seconds: number | null): number | null {
  return seconds === null ? null : at - seconds * 1000
}
