import { isAvailable, isGone } from './status.ts'
import type { Evidence, EvidenceKind, StatusChange } from './status.ts'

/** The last outage of a link, as far as it matters for what is learned of it afterwards. */
export interface LastOutage {
  began: number
  /** Null while it goes on. */
  ended: number | null
  /** What was added to it already. */
  added: readonly EvidenceKind[]
}

/** What was learned of the last outage of a link after its beginning was written. */
export interface LateEvidence {
  link: string
  /** When that outage began. */
  began: number
  evidence: Evidence[]
}

/** What a visit tells of the time before it, as moments of our clock; null where it tells nothing. */
export interface Hindsight {
  interfaceDown: boolean | null
  /** When the interface took up its present state. */
  interfaceChangedAt: number | null
  /** When the router's agent started. */
  startedAt: number | null
}

/** The first sign of an outage may come after what caused it, and its end may be seen before the router says so. */
const slackMs = 60_000

/** The last outage after a change of status. */
export function lastOutageAfter(before: LastOutage | null, change: StatusChange): LastOutage | null {
  if (isGone(change.to)) {
    const goesOn =
      before !== null && before.ended === null && (change.from === 'unknown' || change.from === change.to)
    return goesOn ? before : { began: change.at, ended: null, added: [] }
  }
  if (!isAvailable(change.to) || before === null || before.ended !== null) return before
  return { ...before, ended: Math.max(before.began, change.at) }
}

/**
 * What a visit adds to an outage whose beginning is written already, and is never written anew: when the interface
 * fell or came back by the router's own clock, and that its agent started in the middle of it, as after a loss of
 * power. Each kind once an outage.
 */
export function lateEvidence({ began, ended, added }: LastOutage, seen: Hindsight): Evidence[] {
  const { interfaceDown, interfaceChangedAt: changedAt, startedAt } = seen
  const evidence: Evidence[] = []
  const take = (what: EvidenceKind, at: number | null, until: number): void => {
    if (at !== null && !added.includes(what) && at >= began - slackMs && at <= until)
      evidence.push({ at, what })
  }
  const until = ended === null ? Number.POSITIVE_INFINITY : ended + slackMs
  take('router-restarted', startedAt, until)
  if (interfaceDown === true && ended === null) take('interface-down', changedAt, until)
  if (interfaceDown === false && ended !== null) take('interface-up', changedAt, until)
  return evidence
}
