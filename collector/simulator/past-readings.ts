/** What would have been measured of a link in a made-up past, over a minute or more. */
import type { Bucket } from '../domain/fold.ts'
import type { Link } from '../domain/link.ts'
import type { Satker } from '../domain/satker.ts'
import { hashText, roll } from './dice.ts'
import type { Span } from './past-outages.ts'
import { crowdedDiscardRatio, errorRatios, isCrowded, meanPacketOctets } from './played-line.ts'
import { usualDelayMs } from './played-router.ts'
import { octetsUntil, trafficOf } from './traffic.ts'
import type { Flow, Traffic } from './traffic.ts'

export interface PastSurroundings {
  seed: number
  /** Of the sweeps. */
  everyMs: number
  satker: Satker
  offsetMs: number
  dead: readonly Span[]
  silent: readonly Span[]
  lossy: readonly Span[]
}

/** Echoes that a lossy link gets in addition. */
const qualityEchoesAMinute = 20
const lossRatio = 0.1
const minuteMs = 60_000
/** Of a longer time, as many parts are looked at to find the busiest. */
const partsOfLonger = 5

export class PastReadings {
  readonly #link: Link
  readonly #around: PastSurroundings
  readonly #traffic: Traffic
  readonly #usualMs: number
  readonly #what: number

  constructor(link: Link, around: PastSurroundings) {
    this.#link = link
    this.#around = around
    this.#traffic = trafficOf(link, around.satker, around.seed, around.offsetMs)
    this.#usualMs = usualDelayMs(link, around.seed)
    this.#what = hashText(`past ${link.id}`)
  }

  over(at: number, widthMs: number): Bucket {
    const { everyMs, dead, silent, lossy } = this.#around
    const silentShare = overlap(silent, at, widthMs) / widthMs
    const deadShare = Math.max(silentShare, overlap(dead, at, widthMs) / widthMs)
    const isLossy = overlap(lossy, at, widthMs) > 0
    const dice = roll(this.#around.seed, this.#what, at)
    const minutes = widthMs / minuteMs
    const asked = Math.max(1, Math.round(widthMs / everyMs)) + (isLossy ? qualityEchoesAMinute * minutes : 0)
    const heard = asked * (1 - silentShare) * (isLossy ? 1 - lossRatio * 2 * dice : 1)
    const answered = Math.round(heard)
    const measuredMs = Math.round(minutes * (1 - silentShare)) * minuteMs
    const isMeasured = measuredMs > 0
    // While nobody hears the router nothing is measured; while only the line is dead, it carries nothing.
    const carrying = isMeasured && silentShare < 1 ? (1 - deadShare) / (1 - silentShare) : 0
    const inBits = this.#rates(this.#traffic.in, at, widthMs, carrying)
    const outBits = this.#rates(this.#traffic.out, at, widthMs, carrying)
    return {
      asked,
      answered,
      rttMinMs: answered > 0 ? this.#usualMs * (0.95 + 0.02 * dice) : null,
      rttMedianMs: answered > 0 ? this.#usualMs * (1 + 0.05 * dice) : null,
      rttMaxMs: answered > 0 ? this.#usualMs * (1.06 + 0.04 * dice) : null,
      inBitsPerSecond: isMeasured ? inBits.mean : null,
      outBitsPerSecond: isMeasured ? outBits.mean : null,
      inBitsPerSecondMax: isMeasured ? inBits.most : null,
      outBitsPerSecondMax: isMeasured ? outBits.most : null,
      ...this.#losses(inBits.mean, outBits.mean, widthMs, isMeasured, dice),
      measuredMs: widthMs,
      inMeasuredMs: measuredMs,
      outMeasuredMs: measuredMs,
    }
  }

  #rates(flow: Flow, at: number, widthMs: number, share: number): { mean: number; most: number } {
    const parts = widthMs > minuteMs ? partsOfLonger : 1
    const partMs = widthMs / parts
    let before = octetsUntil(flow, at)
    const first = before
    let most = 0
    for (let part = 1; part <= parts; part++) {
      const after = octetsUntil(flow, at + part * partMs)
      most = Math.max(most, after - before)
      before = after
    }
    return {
      mean: (Math.max(0, before - first) * 8000 * share) / widthMs,
      most: share > 0 ? (most * 8000) / partMs : 0,
    }
  }

  #losses(inBits: number, outBits: number, widthMs: number, isMeasured: boolean, dice: number) {
    if (!isMeasured) return { inErrors: null, outErrors: null, inDiscards: null, outDiscards: null }
    const count = (bits: number, ratio: number) =>
      Math.floor(((bits * widthMs) / 8000 / meanPacketOctets) * ratio + dice)
    const errors = errorRatios[this.#link.medium]
    const discards = (flow: Flow) => (isCrowded(flow) ? crowdedDiscardRatio : 0)
    return {
      inErrors: count(inBits, errors),
      outErrors: count(outBits, errors),
      inDiscards: count(inBits, discards(this.#traffic.in)),
      outDiscards: count(outBits, discards(this.#traffic.out)),
    }
  }
}

/** How much of [at, at + widthMs) lies in any of the spans, which do not overlap and are in order. */
function overlap(spans: readonly Span[], at: number, widthMs: number): number {
  let ms = 0
  for (let i = firstEndingAfter(spans, at); i < spans.length && spans[i]!.from < at + widthMs; i++) {
    ms += Math.min(spans[i]!.to, at + widthMs) - Math.max(spans[i]!.from, at)
  }
  return ms
}

function firstEndingAfter(spans: readonly Span[], at: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.to > at) high = middle
    else low = middle + 1
  }
  return low
}
