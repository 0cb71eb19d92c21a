import { afterSight, type Sign } from './sign.ts'
import { noNewsAfterBootMs } from './trap.ts'
import type { Acquaintance, Visited } from './tunnel-signs.ts'
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
  /** How long it had been established when it last was seen so, seconds. */
  establishedSeconds: number | null
  /** When it was last reset without having been seen down. */
  resetAt: number | null
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
  { isNamed, wasThere }: Acquaintance,
): SessionBelief | null {
  if (reading === null) return before
  const known = before?.peer === reading.peer ? before : unseen(reading.peer, before === null && wasThere)
  if (reading.state === null && !known.wasThere) return known
  if (reading.state !== 'established' && !isNamed && known.sign === null) return known
  return reading.state === 'established'
    ? afterEstablished(known, reading, visited)
    : afterFallen(known, reading, visited.at)
}

function unseen(peer: string, wasThere: boolean): SessionBelief {
  return {
    peer,
    sign: null,
    wasThere,
    isStopped: false,
    fallenFrom: null,
    establishedSeconds: null,
    resetAt: null,
  }
}

function afterEstablished(
  known: SessionBelief,
  { establishedSeconds }: SessionReading,
  visited: Visited,
): SessionBelief {
  const { at } = visited
  const told = momentBefore(at, establishedSeconds)
  const isReset = told !== null && wasReset(known, establishedSeconds, visited)
  return {
    ...known,
    sign: afterSight(known.sign, true, at, told),
    wasThere: true,
    isStopped: false,
    fallenFrom: null,
    establishedSeconds,
    resetAt: isReset ? Math.max(told, known.sign?.seenAt ?? told) : known.resetAt,
  }
}

/**
 * Established both times, but for a shorter time than before: it was down in between. Where the agent itself has
 * not run for as long as that, or has just started, its start explains it.
 */
function wasReset(known: SessionBelief, seconds: number | null, { sysUpTimeCs }: Visited): boolean {
  const before = known.establishedSeconds
  if (seconds === null || before === null || known.sign?.isUp !== true) return false
  const upForMs = sysUpTimeCs * 10
  return upForMs >= noNewsAfterBootMs && upForMs >= before * 1000 && before > seconds
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
    establishedSeconds: null,
  }
}

function momentBefore(at: number, seconds: number | null): number | null {
  return seconds === null ? null : at - seconds * 1000
}
