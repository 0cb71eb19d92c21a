import { type Belief, beliefOf } from './belief.ts'
import { type EvidenceKind, isGone, type StatusChange } from './status.ts'

/**
 * Where nobody watched, nothing is known: one sweep after its last reading a link is `unknown`, and no
 * evidence from before the gap counts after it; but what only a visit saw, only a visit can take back. Null while the gap is shorter than `patienceMs`.
 */
export function lapse(
  link: string,
  belief: Belief,
  { at, everyMs, patienceMs }: { at: number; everyMs: number; patienceMs: number },
): { belief: Belief; change: StatusChange } | null {
  if (belief.status === 'unknown' || at - belief.watchedAt <= patienceMs) return null
  return forget(link, belief, belief.watchedAt + everyMs, 'not-watched')
}

/** While every reference near us is silent it is we who are cut off: of the links, nothing is known. */
export function cutOff(
  link: string,
  belief: Belief,
  at: number,
): { belief: Belief; change: StatusChange } | null {
  return belief.status === 'unknown' ? null : forget(link, belief, at, 'cut-off')
}

function forget(
  link: string,
  before: Belief,
  from: number,
  what: EvidenceKind,
): { belief: Belief; change: StatusChange } {
  const at = Math.max(from, before.since)
  const change: StatusChange = {
    link,
    at,
    from: before.status,
    fromSince: before.since,
    to: 'unknown',
    because: null,
    evidence: [{ at, what }],
  }
  const restsOnVisit = before.restsOnVisit || (isGone(before.status) && before.interface?.down === true)
  return { belief: { ...beliefOf('unknown', at, before.watchedAt), restsOnVisit }, change }
}
