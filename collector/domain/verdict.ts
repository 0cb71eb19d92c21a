import { awaitsVisit, type Belief } from './belief.ts'
import { blame, type Silence, standingOf } from './dependency.ts'
import { type CarriedLayers, fallenLayers, risenLayers } from './layer-evidence.ts'
import { judgeQuality } from './judge-quality.ts'
import type { Limits } from './link.ts'
import { firstLossAfter, qualitySince } from './quality.ts'
import {
  type Evidence,
  type EvidenceKind,
  isAvailable,
  isGone,
  type LinkStatus,
  type StatusChange,
} from './status.ts'

/** What a link hangs on, with what is believed of it. */
export interface Parent {
  id: string
  belief: Belief
}

/** What the judge needs to know beside what is believed of the link. */
export interface Bench {
  link: string
  limits: Limits
  parents: readonly Parent[]
  /** The time of the reading that is judged. */
  at: number
  /** For how long a visit's word about the interface holds. */
  interfaceHoldsMs: number
  /** Of a link that carries a VPN, as they were judged from the same readings. */
  layers: CarriedLayers | null
}

/** What follows from the evidence: the belief after it, and the change if patience is used up. */
export interface Verdict {
  belief: Belief
  change: StatusChange | null
  /** Silent for long enough, but whether by its own fault waits for word of its parents. */
  held: boolean
}

/** Judges one link. Pure, and the only place where a status changes while somebody watches. */
export function judge(belief: Belief, bench: Bench): Verdict {
  const interfaceDown = isInterfaceDown(belief, bench)
  if (interfaceDown && belief.status !== 'down') {
    const evidence = evidenceOfFall(belief, bench)
    return turn(belief, bench, 'down', Math.min(...evidence.map((one) => one.at)), evidence)
  }
  if (isSilent(belief, bench.limits)) return judgeSilence(belief, bench)
  if (isGone(belief.status))
    return interfaceDown || isVisitDue(belief, bench) ? stay(belief) : judgeReturn(belief, bench)
  if (belief.status !== 'unknown') return judgeLimits(belief, bench)
  const at = belief.firstAnswerAt
  return at === null || isVisitDue(belief, bench)
    ? stay(belief)
    : turnAvailable(belief, bench, { at, what: 'first-reading' })
}

/** An echo does not take back what a visit saw; after as long as a visit holds, none is waited for any more. */
function isVisitDue(belief: Belief, { at, interfaceHoldsMs }: Bench): boolean {
  return awaitsVisit(belief) && at - (belief.firstAnswerAt ?? at) <= interfaceHoldsMs
}

export function isInterfaceDown(
  belief: Belief,
  { at, interfaceHoldsMs }: Pick<Bench, 'at' | 'interfaceHoldsMs'>,
): boolean {
  return (
    belief.interface !== null && belief.interface.down && at - belief.interface.seenAt <= interfaceHoldsMs
  )
}

/**
 * What points to a link whose interface is down: its fall, as the router or the visit that saw it dates it, and a
 * silence that had begun before, unless that was already laid to what the link hangs on. Where nobody watched, the
 * reading is the date, and so it is where the fall lies further back than visits hold: that rewrites no past.
 */
function evidenceOfFall(
  { interface: seen, firstMissAt, since, status }: Belief,
  { at, interfaceHoldsMs }: Bench,
): Evidence[] {
  // An interface that fell before this status began was not evidence any more, and has been seen anew.
  const turnedAt = seen?.turnedAt ?? null
  const isDated =
    turnedAt !== null && turnedAt >= Math.max(since, at - interfaceHoldsMs) && status !== 'unknown'
  const fellAt = isDated ? turnedAt : (seen?.seenAt ?? at)
  const fell: Evidence = { at: fellAt, what: 'interface-down' }
  const isOwnSilence = firstMissAt !== null && firstMissAt < fellAt && status !== 'unreachable'
  return isOwnSilence ? [{ at: firstMissAt, what: 'silent' }, fell] : [fell]
}

/** Silent for as long as patience lasts; where nothing was known, the first reading decides. */
function isSilent(belief: Belief, limits: Limits): boolean {
  return belief.lostInARow >= (belief.status === 'unknown' ? 1 : limits.downAfter)
}

function judgeSilence(belief: Belief, bench: Bench): Verdict {
  const silence = silenceThatCounts(belief, bench)
  if (belief.status === 'down' || silence === null) return stay(belief)
  const silent: Evidence = { at: silence.from, what: 'silent' }
  switch (blame(bench.parents.map((parent) => standingOf(parent.belief, silence)))) {
    case 'hold':
      return { belief, change: null, held: true }
    case 'own':
      return turn(belief, bench, 'down', silence.from, [silent])
    case 'hangs': {
      if (belief.status === 'unreachable') return stay(belief)
      const parent = bench.parents[0]
      const gone: Evidence[] = parent ? [{ at: parent.belief.since, what: 'parent-gone' }] : []
      return turn(belief, bench, 'unreachable', silence.from, [silent, ...gone], parent?.id)
    }
  }
}

/**
 * The silence that speaks against the link itself. Behind a parent that came back it starts anew: the link
 * gets one whole sweep of its own before the silence is held against it. Where no parent excuses it any
 * longer without having come back, it starts with the last sweep.
 */
function silenceThatCounts(belief: Belief, { parents }: Bench): Silence | null {
  const { firstMissAt: first, lastMissAt: to } = belief
  if (first === null || to === null) return null
  if (belief.status !== 'unreachable') return { from: first, to }
  const back = parents
    .filter((parent) => isAvailable(parent.belief.status))
    .map((parent) => parent.belief.since)
  if (back.length === 0) return { from: to, to }
  const backAt = Math.min(...back)
  if (first > backAt) return { from: first, to }
  return to > backAt ? { from: firstLossAfter(belief.quality, backAt) ?? to, to } : null
}

function judgeReturn(belief: Belief, bench: Bench): Verdict {
  const { firstAnswerAt, answeredInARow } = belief
  if (firstAnswerAt === null || answeredInARow < bench.limits.upAfter) return stay(belief)
  const upAgainAt = interfaceReturnedAt(belief, bench)
  const at = Math.max(upAgainAt, firstAnswerAt)
  const what = upAgainAt > firstAnswerAt ? 'interface-up' : 'answered'
  const verdict = turnAvailable(belief, bench, { at, what })
  // Echoes lost while it was gone say nothing of the quality of the line that came back.
  const { since } = verdict.belief
  const quality = qualitySince(verdict.belief.quality, since)
  const lastLossAt = belief.lastLossAt !== null && belief.lastLossAt > since ? belief.lastLossAt : null
  const beyond = { loss: false, delay: false, load: false }
  return { ...verdict, belief: { ...verdict.belief, quality, beyond, calmSince: null, lastLossAt } }
}

/** When the interface ceased to be evidence: seen up again, or not seen for too long. */
function interfaceReturnedAt({ interface: seen }: Belief, { interfaceHoldsMs }: Bench): number {
  if (seen === null || seen.turnedAt === null) return 0
  return seen.down ? seen.seenAt + interfaceHoldsMs : seen.turnedAt
}

function judgeLimits(before: Belief, bench: Bench): Verdict {
  const { beyond, calmSince, isCalm, evidence } = judgeQuality(before, bench.limits, bench.at)
  const isBeyond = beyond.loss || beyond.delay || beyond.load
  const strained = before.strained || isBeyond
  const isSame = beyond === before.beyond && calmSince === before.calmSince && strained === before.strained
  const belief = isSame ? before : { ...before, beyond, calmSince, strained }
  const fallen = fallenLayers(bench.layers, bench)
  const against = fallen.length === 0 ? evidence : [...evidence, ...fallen]
  if (belief.status === 'up' && against.length > 0) {
    const verdict = turn(belief, bench, 'degraded', Math.min(...against.map((one) => one.at)), against)
    return { ...verdict, belief: { ...verdict.belief, strained: evidence.length > 0 } }
  }
  const isWithinLimits = isCalm || (!belief.strained && !isBeyond)
  if (belief.status === 'degraded' && isWithinLimits && fallen.length === 0) {
    const risen = risenLayers(bench.layers, belief.since)
    const calm: Evidence = { at: (isCalm && calmSince) || bench.at, what: 'within-limits' }
    const towards = belief.strained || risen.length === 0 ? [calm, ...risen] : risen
    return turn(belief, bench, 'up', Math.max(...towards.map((one) => one.at)), towards)
  }
  return { belief, change: null, held: false }
}

/** A link that answers is up, unless its tunnel or its session is down. */
function turnAvailable(belief: Belief, bench: Bench, answer: Evidence): Verdict {
  const fallen = fallenLayers(bench.layers, bench)
  return turn(belief, bench, fallen.length > 0 ? 'degraded' : 'up', answer.at, [answer, ...fallen])
}

const seenByVisits: ReadonlySet<EvidenceKind> = new Set(['interface-down', 'tunnel-down', 'session-down'])

function stay(belief: Belief): Verdict {
  return { belief, change: null, held: false }
}

/** Changes the status as of the first reading that pointed to it, but never before the status it ends. */
function turn(
  belief: Belief,
  { link }: Bench,
  to: LinkStatus,
  firstSeenAt: number,
  evidence: Evidence[],
  because: string | null = null,
): Verdict {
  const at = Math.max(belief.since, firstSeenAt)
  const change = { link, at, from: belief.status, fromSince: belief.since, to, because, evidence }
  const restsOnVisit = evidence.some(({ what }) => seenByVisits.has(what))
  return { belief: { ...belief, status: to, since: at, strained: false, restsOnVisit }, change, held: false }
}
