import type { Belief } from './belief.ts'
import type { Limits } from './link.ts'
import {
  answersIn,
  answersToJudgeDelay,
  echoesToJudgeLoss,
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
    loss: loss !== null && quality.at.length >= echoesToJudgeLoss && loss > limits.lossRatio,
    delay: answersIn(quality) >= answersToJudgeDelay && isMedianBeyond(quality, limits.rttMs),
    load: load !== null && load > limits.loadRatio,
  }
  const calm = under.loss && under.delay && under.load
  const calmSince = calm ? (belief.calmSince ?? at) : null
  return {
    beyond: {
      loss: over.loss || (belief.beyond.loss && !under.loss),
      delay: over.delay || (belief.beyond.delay && !under.delay),
      load: over.load || (belief.beyond.load && !under.load),
    },
    calmSince,
    isCalm: calmSince !== null && at - calmSince >= qualityWindowMs,
    evidence: evidenceOf(quality, over, limits),
  }
}

function evidenceOf(quality: Quality, over: Belief['beyond'], limits: Limits): Evidence[] {
  const evidence: Evidence[] = []
  const point = (what: 'loss' | 'delay' | 'load', at: number | undefined): void => {
    if (over[what] && at !== undefined) evidence.push({ at, what })
  }
  point('loss', quality.at[quality.rttMs.findIndex((rttMs) => Number.isNaN(rttMs))])
  point('delay', quality.at[quality.rttMs.findIndex((rttMs) => rttMs > limits.rttMs)])
  point('load', quality.loadAt[quality.loadRatio.findIndex((ratio) => ratio > limits.loadRatio)])
  return evidence
}
