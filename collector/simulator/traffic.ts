/** The traffic of a played link, as the integral of a curve: counters need no timer and no memory. */
import type { Link } from '../domain/link.ts'
import type { Satker } from '../domain/satker.ts'
import { hashText, roll, rollBetween } from './dice.ts'
import { areaUntil, centreWeek, levelAt, officeWeek } from './week-curve.ts'
import type { WeekCurve } from './week-curve.ts'

export interface Traffic {
  in: Flow
  out: Flow
}

/** One direction of a link's traffic. */
export interface Flow {
  seed: number
  /** Keeps its noise apart from that of others. */
  what: number
  curve: WeekCurve
  /** Of the satker's zone. */
  offsetMs: number
  /** At level 1 of the curve, without noise. */
  peakOctetsPerMs: number
  /** The subscribed rate: never exceeded. */
  ceilingOctetsPerMs: number
}

const unknownBandwidth = { downBitsPerSecond: 10e6, upBitsPerSecond: 10e6 }

/** @param offsetMs of the satker's zone (`zoneOffsets`). */
export function trafficOf(link: Link, satker: Satker, seed: number, offsetMs: number): Traffic {
  const { downBitsPerSecond, upBitsPerSecond } = link.bandwidth ?? unknownBandwidth
  const busy = useAtPeak(link, satker, seed)
  const answerShare = rollBetween(0.1, 0.25, seed, hashText(`out-share ${link.id}`))
  const shared = {
    seed,
    curve: satker.type === 'pusat' ? centreWeek : officeWeek,
    offsetMs,
  }
  const down = downBitsPerSecond / 8000
  const up = upBitsPerSecond / 8000
  return {
    in: {
      ...shared,
      what: hashText(`in ${link.id}`),
      peakOctetsPerMs: down * busy,
      ceilingOctetsPerMs: down,
    },
    out: {
      ...shared,
      what: hashText(`out ${link.id}`),
      peakOctetsPerMs: Math.min(down * busy * answerShare, up * 0.9),
      ceilingOctetsPerMs: up,
    },
  }
}

/** Octets carried since the curve began; only ever grows. Counters are differences of it. */
export function octetsUntil(flow: Flow, at: number): number {
  const localMs = at + flow.offsetMs
  let octets = flow.peakOctetsPerMs * areaUntil(flow.curve, localMs)
  for (const swing of swings) {
    const { before, after, fraction } = swingEnds(flow, swing, localMs)
    octets += before + fraction * (after - before)
  }
  return octets
}

/** The slope of `octetsUntil`. */
export function bitsPerSecondAt(flow: Flow, at: number): number {
  const localMs = at + flow.offsetMs
  let octetsPerMs = rateAt(flow, localMs)
  for (const swing of swings) {
    const { before, after } = swingEnds(flow, swing, localMs)
    octetsPerMs += (after - before) / swing.everyMs
  }
  return octetsPerMs * 8000
}

/**
 * Noise is laid over the integral, not over the rate: at each knot the count is a little ahead or behind, and
 * straight in between. So the sum of years of noise is one number, and no table of it is needed.
 */
interface Swing {
  everyMs: number
  share: number
}
const swings: Swing[] = [
  { everyMs: 60_000, share: 0.6 },
  { everyMs: 300_000, share: 0.4 },
]

function swingEnds(flow: Flow, swing: Swing, localMs: number) {
  const knot = Math.floor(localMs / swing.everyMs)
  return {
    before: aheadAt(flow, swing, knot),
    after: aheadAt(flow, swing, knot + 1),
    fraction: localMs / swing.everyMs - knot,
  }
}

/** Octets ahead (or behind) at a knot; what the rate may swing on either side of it bounds it. */
function aheadAt(flow: Flow, swing: Swing, knot: number): number {
  const room = Math.min(
    roomAt(flow, (knot - 1) * swing.everyMs),
    roomAt(flow, knot * swing.everyMs),
    roomAt(flow, (knot + 1) * swing.everyMs),
  )
  const dice = roll(flow.seed, flow.what + swing.everyMs, knot) - 0.5
  return dice * room * swing.share * swing.everyMs
}

/** How far the rate may swing without turning negative or passing the subscribed rate. */
function roomAt(flow: Flow, localMs: number): number {
  const rate = rateAt(flow, localMs)
  return Math.min(0.6 * rate, 0.9 * (flow.ceilingOctetsPerMs - rate))
}

function rateAt(flow: Flow, localMs: number): number {
  return flow.peakOctetsPerMs * levelAt(flow.curve, localMs)
}

/** Of the subscribed rate, at the busiest time. Few lines are saturated; a backup idles. */
function useAtPeak(link: Link, satker: Satker, seed: number): number {
  const dice = roll(seed, hashText(`use ${link.id}`))
  if (link.role === 'backup') return 0.01 + 0.04 * dice
  if (satker.type === 'pusat') return 0.35 + 0.3 * dice
  const isSaturated = roll(seed, hashText(`saturated ${link.id}`)) < 0.07
  return isSaturated ? 0.97 : 0.2 + 0.65 * dice
}
