import { isAvailable, isGone } from './status.ts'
import type { Evidence, LinkStatus, StatusChange } from './status.ts'

/** As much of an open outage as the next step depends on. */
export interface OpenOutage {
  status: 'down' | 'unreachable'
  began: number
  unwatchedMs: number
}

/** What a status change does to a link's outages: the open one may end or go on, a new one may begin. */
export interface OutageStep {
  /** The open outage ends then; `evidence` is added to what it rests on. */
  close: { ended: number; evidence: Evidence[] } | null
  /** The open outage goes on, after a gap that nobody watched. */
  prolong: { unwatchedMs: number } | null
  open: { status: 'down' | 'unreachable'; began: number } | null
}

const nothing: OutageStep = { close: null, prolong: null, open: null }

/** While nobody watches an outage stays open: only the next reading can tell whether it went on. */
export function outageStep(open: OpenOutage | null, change: StatusChange): OutageStep {
  if (change.to === 'unknown') return nothing
  if (isAvailable(change.to)) return { ...nothing, close: open && ending(open, change) }
  const status = gone(change.to)
  if (open?.status === status) return { ...nothing, prolong: gapBefore(open, change) }
  return { close: open && ending(open, change), prolong: null, open: { status, began: change.at } }
}

/** After a gap an outage ended where our knowledge did, not where the watching began again. */
function ending(open: OpenOutage, change: StatusChange): NonNullable<OutageStep['close']> {
  if (change.from !== 'unknown') return { ended: Math.max(open.began, change.at), evidence: [] }
  const knownUntil = Math.max(open.began, change.fromSince)
  return { ended: knownUntil, evidence: [{ at: change.fromSince, what: 'not-watched' }] }
}

function gapBefore(open: OpenOutage, change: StatusChange): OutageStep['prolong'] {
  if (change.from !== 'unknown') return null
  const gapMs = Math.max(0, change.at - Math.max(open.began, change.fromSince))
  return { unwatchedMs: open.unwatchedMs + gapMs }
}

function gone(status: LinkStatus): 'down' | 'unreachable' {
  if (!isGone(status)) throw new Error(`A link cannot have an outage while it is ${status}.`)
  return status === 'down' ? 'down' : 'unreachable'
}
