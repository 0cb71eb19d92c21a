import { addEchoes, noQuality, type Quality, withEchoes, withLoad } from './quality.ts'
import type { Echoes } from './reading.ts'
import { isAvailable, type LinkStatus } from './status.ts'

/** What is known and suspected of one link: its believed status, and the evidence gathered since. */
export interface Belief {
  status: LinkStatus
  /** When the status began, epoch milliseconds. */
  since: number
  /** The last reading of any kind; from one sweep after it, nobody is watching. */
  watchedAt: number
  /** The first of the sweeps lost in a row, and the last of them. */
  firstMissAt: number | null
  lastMissAt: number | null
  /** Echoes lost in a row, the bursts included. */
  lostInARow: number
  /** The first of the sweeps answered in a row. */
  firstAnswerAt: number | null
  lastAnswerAt: number | null
  /** The last answer was the agent's, and no echo. */
  answeredBySnmp: boolean
  /** Sweeps answered in a row. */
  answeredInARow: number
  interface: InterfaceBelief | null
  quality: Quality
  /** Which limits are exceeded, each with its own way back. */
  beyond: { loss: boolean; delay: boolean; load: boolean }
  /** Since when everything has been under four fifths of its limit. */
  calmSince: number | null
  /** A limit was exceeded since the status began, or may have been: it takes a time of calm to be up again. */
  strained: boolean
  /**
   * The status rests on what only a visit sees, an interface or a layer that is down; where it is unknown, the status
   * before it does, and no visit was made since.
   */
  restsOnVisit: boolean
  /** The last echo lost while the link answered; it gets quality rounds for ten minutes after. */
  lastLossAt: number | null
}

/** What the visits say of the named interface. */
export interface InterfaceBelief {
  down: boolean
  /**
   * When it went down, or came up again after that: by the router's own ifLastChange where that is usable, else
   * the first visit that saw it; null: never seen otherwise than up.
   */
  turnedAt: number | null
  /** The last visit that saw it so; what was seen too long ago is not evidence any more. */
  seenAt: number
}

/** Nothing known of a link but its status. */
export function beliefOf(status: LinkStatus, since: number, watchedAt: number): Belief {
  return {
    status,
    since,
    watchedAt,
    firstMissAt: null,
    lastMissAt: null,
    lostInARow: 0,
    firstAnswerAt: null,
    lastAnswerAt: null,
    answeredBySnmp: false,
    answeredInARow: 0,
    interface: null,
    quality: noQuality,
    beyond: { loss: false, delay: false, load: false },
    calmSince: null,
    strained: true,
    restsOnVisit: false,
    lastLossAt: null,
  }
}

/** It answers, and was gone or degraded by what an earlier visit saw: the next is to say whether that is over. */
export function awaitsVisit(belief: Belief): boolean {
  return isUnseen(belief) && belief.restsOnVisit && belief.firstAnswerAt !== null
}

/** Takes in that a visit was made, whatever came of it. */
export function afterLook(before: Belief): Belief {
  return isUnseen(before) ? { ...before, restsOnVisit: false } : before
}

function isUnseen({ status, interface: seen }: Belief): boolean {
  return !isAvailable(status) && seen === null
}

/** Missed and not yet believed: shown at once, stored nowhere. */
export function isSuspect(belief: Belief): boolean {
  return belief.firstMissAt !== null && (belief.status === 'up' || belief.status === 'degraded')
}

/** The sweep's echo and the burst after a miss: what a whole loss weighs, however it was asked. */
export const echoesOfAWholeLoss = 9

/**
 * A link that others hang on is asked with them too, so that a sweep may come in after one that began later;
 * by no more than this: beyond it is our clock that went back.
 */
const mostOverlapMs = 10_000

/** Takes in one sweep: the echo, and the burst that followed if it was lost. */
export function afterSweep(before: Belief, echoes: Echoes): Belief {
  const { at, rttsMs } = echoes
  if (rttsMs.length === 0) return before
  if (rttsMs.some((rttMs) => rttMs !== null)) {
    return {
      ...before,
      ...qualityAfter(before, echoes),
      firstMissAt: null,
      lastMissAt: null,
      lostInARow: 0,
      firstAnswerAt: Math.min(before.firstAnswerAt ?? at, at),
      lastAnswerAt: notBefore(before.lastAnswerAt, at),
      answeredBySnmp: echoes.bySnmp === true,
      answeredInARow: before.answeredInARow + 1,
    }
  }
  return {
    ...before,
    ...qualityAfter(before, echoes),
    firstMissAt: before.firstMissAt ?? notBefore(before.lastAnswerAt, at),
    lastMissAt: notBefore(before.lastMissAt ?? before.lastAnswerAt, at),
    lostInARow: before.lostInARow + (rttsMs.length * echoesOfAWholeLoss) / echoes.whole,
    firstAnswerAt: null,
    answeredInARow: 0,
  }
}

/**
 * Takes in a sweep as `afterSweep` does, in place, where it is one more answer of a link that answers; false where it is
 * not, and nothing is altered. That is what most sweeps are of most links: of thousands, a copy each every few seconds
 * would be most of what there is to clear away.
 */
export function goOnAnswering(belief: Belief, { at, rttsMs, bySnmp }: Echoes): boolean {
  const goesOn = belief.firstMissAt === null && belief.firstAnswerAt !== null && belief.firstAnswerAt <= at
  if (!goesOn || rttsMs.length !== 1 || rttsMs[0] === null) return false
  if (!addEchoes(belief.quality, at, rttsMs)) return false
  belief.watchedAt = Math.max(belief.watchedAt, at)
  belief.lastAnswerAt = notBefore(belief.lastAnswerAt, at)
  belief.answeredBySnmp = bySnmp === true
  belief.answeredInARow++
  return true
}

function notBefore(last: number | null, at: number): number {
  return last !== null && last > at && last - at <= mostOverlapMs ? last : at
}

/** Takes in echoes that only tell how good the line is. */
export function afterQualityRound(before: Belief, echoes: Echoes): Belief {
  return { ...before, ...qualityAfter(before, echoes) }
}

function qualityAfter(
  before: Belief,
  { at, rttsMs }: Echoes,
): Pick<Belief, 'watchedAt' | 'quality' | 'lastLossAt'> {
  const lost = rttsMs.includes(null)
  return {
    watchedAt: Math.max(before.watchedAt, at),
    quality: withEchoes(before.quality, at, rttsMs),
    lastLossAt: lost ? at : before.lastLossAt,
  }
}

/** What a visit says of a link: what it does not know is null. */
export interface LinkVisit {
  at: number
  interfaceDown: boolean | null
  /** When the router says that the interface took up its present state, epoch milliseconds. */
  interfaceChangedAt: number | null
  loadRatio: number | null
}

/** Takes in a visit: whether the interface is down, since when, and how loaded the line is. */
export function afterVisit(before: Belief, visit: LinkVisit): Belief {
  const { at, interfaceDown, loadRatio } = visit
  return {
    ...afterLook(before),
    watchedAt: interfaceDown === null ? before.watchedAt : Math.max(before.watchedAt, at),
    interface:
      interfaceDown === null ? before.interface : interfaceSeen(before.interface, interfaceDown, visit),
    quality: loadRatio === null ? before.quality : withLoad(before.quality, at, loadRatio),
  }
}

function interfaceSeen(
  before: InterfaceBelief | null,
  down: boolean,
  { at, interfaceChangedAt }: LinkVisit,
): InterfaceBelief {
  const wasDown = before?.down ?? false
  if (down === wasDown) return { down, turnedAt: before?.turnedAt ?? null, seenAt: at }
  return { down, turnedAt: turnedBetween(before?.seenAt ?? null, at, interfaceChangedAt), seenAt: at }
}

/** An answer that travelled long was true when it was sent, not when it came. */
const travelMs = 2_000

/**
 * A change between two visits that saw the interface differently happened after the first of them and not after
 * the second: where a router says otherwise, or where there is no first, the visit is the date.
 */
function turnedBetween(before: number | null, at: number, told: number | null): number {
  return told !== null && before !== null && told >= before - travelMs && told <= at ? told : at
}
