import type { Belief } from './belief.ts'
import type { Limits } from './link.ts'
import {
  answersIn,
  answersToJudgeDelay,
  askedIn,
  echoesToJudgeLoss,
  firstLossAfter,
  firstSlowerThan,
  isMedianBeyond,
  lossRatio,
  meanLoadRatio,
  type Quality,
  qualityWindowMs,
} from './quality.ts'
import type { Evidence } from './status.ts'

/** A limit is left only below this share of it, so that a line on its limit does not flap. */
const shareOfLimitToReturn = 0.8

/** What the last five minutes say of a link that answers. */
export interface QualityVerdict {
  beyond: Belief['beyond']
  calmSince: number | null
  /** Everything has been under four fifths of its limit for five minutes. */
  isCalm: boolean
  /** For each limit exceeded, the first reading of the window that pointed to it. */
  evidence: Evidence[]
}

export function judgeQuality(belief: Belief, limits: Limits, at: number): QualityVerdict {
  const { quality } = belief
  const loss = lossRatio(quality)
  const load = meanLoadRatio(quality, at)
  const under = {
    loss: loss === null || loss === 0 || loss < limits.lossRatio * shareOfLimitToReturn,
    delay: !isMedianBeyond(quality, limits.rttMs * shareOfLimitToReturn),
    load: load === null || load < limits.loadRatio * shareOfLimitToReturn,
  }
  const over = {
    loss: loss !== null && askedIn(quality) >= echoesToJudgeLoss && loss > limits.lossRatio,
    delay: answersIn(quality) >= answersToJudgeDelay && isMedianBeyond(quality, limits.rttMs),
    load: load !== null && load > limits.loadRatio,
  }
  const calm = under.loss && under.delay && under.load
  const calmSince = calm ? (belief.calmSince ?? at) : null
  return {
    beyond: beyondAfter(belief.beyond, over, under),
    calmSince,
    isCalm: calmSince !== null && at - calmSince >= qualityWindowMs,
    evidence: over.loss || over.delay || over.load ? evidenceOf(quality, over, limits) : none,
  }
}

type Beyond = Belief['beyond']
const none: Evidence[] = []

/** The same where nothing changed, so that who compares may see it. */
function beyondAfter(before: Beyond, over: Beyond, under: Beyond): Beyond {
  const loss = over.loss || (before.loss && !under.loss)
  const delay = over.delay || (before.delay && !under.delay)
  const load = over.load || (before.load && !under.load)
  const isSame = loss === before.loss && delay === before.delay && load === before.load
  return isSame ? before : { loss, delay, load }
}

function evidenceOf(quality: Quality, over: Beyond, limits: Limits): Evidence[] {
  const evidence: Evidence[] = []
  const point = (what: 'loss' | 'delay' | 'load', at: number | null | undefined): void => {
    if (over[what] && at != null) evidence.push({ at, what })
  }
  point('loss', firstLossAfter(quality, Number.NEGATIVE_INFINITY))
  point('delay', firstSlowerThan(quality, limits.rttMs))
  point('load', quality.loadAt[quality.loadRatio.findIndex((ratio) => ratio > limits.loadRatio)])
  return evidence
}
