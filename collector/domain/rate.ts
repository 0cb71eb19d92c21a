import type { InterfaceReading } from './reading.ts'
import { elapsedMs, hasRestarted, type UpTimeReading } from './uptime.ts'

/** The counters of one interface at the moment of one answer. */
export interface CounterReading extends UpTimeReading {
  interface: InterfaceReading
}

/** What flowed between two answers; null is a gap. */
export interface Traffic {
  inBitsPerSecond: number | null
  outBitsPerSecond: number | null
  inErrors: number | null
  outErrors: number | null
  inDiscards: number | null
  outDiscards: number | null
}

export const noTraffic: Traffic = {
  inBitsPerSecond: null,
  outBitsPerSecond: null,
  inErrors: null,
  outErrors: null,
  inDiscards: null,
  outDiscards: null,
}

/** Two answers closer than this tell more about their own travel than about traffic. */
const shortestMs = 1_000

/** A rate this far beyond what the line can carry is not traffic: a gap, never clipped. */
const tolerance = 1.1

/**
 * The traffic between two readings. A restart, a discontinuity, another interface under the same index or
 * other counters leave a gap and a new beginning, as does a rate that the line cannot carry (RFC 2863 §3.1.6
 * on counter width; the decrease of a Counter64 is a reset, since its wrap takes centuries).
 */
export function trafficBetween(
  before: CounterReading,
  after: CounterReading,
  subscribed: { inBitsPerSecond: number; outBitsPerSecond: number } | null,
): Traffic {
  const from = before.interface
  const to = after.interface
  const sameCounters =
    from.found &&
    to.found &&
    from.index === to.index &&
    from.name === to.name &&
    from.counterBits === to.counterBits
  if (!sameCounters || hasRestarted(before, after) || from.discontinuityCs !== to.discontinuityCs)
    return noTraffic
  const ms = elapsedMs(before, after)
  if (ms < shortestMs) return noTraffic
  const rate = (was: bigint | null, is: bigint | null, subscribedRate: number | undefined): number | null =>
    bitsPerSecond(was, is, ms, to.counterBits ?? 64, ceilings(to.speedBitsPerSecond, subscribedRate))
  return {
    inBitsPerSecond: rate(from.inOctets, to.inOctets, subscribed?.inBitsPerSecond),
    outBitsPerSecond: rate(from.outOctets, to.outOctets, subscribed?.outBitsPerSecond),
    inErrors: counted(from.inErrors, to.inErrors),
    outErrors: counted(from.outErrors, to.outErrors),
    inDiscards: counted(from.inDiscards, to.inDiscards),
    outDiscards: counted(from.outDiscards, to.outDiscards),
  }
}

/** The use of the subscribed rate in the busier direction, 0..1 and beyond; null where not measured. */
export function loadRatio(
  traffic: Traffic,
  subscribed: { inBitsPerSecond: number; outBitsPerSecond: number } | null,
): number | null {
  const { inBitsPerSecond, outBitsPerSecond } = traffic
  if (subscribed === null || (inBitsPerSecond === null && outBitsPerSecond === null)) return null
  return Math.max(
    (inBitsPerSecond ?? 0) / subscribed.inBitsPerSecond,
    (outBitsPerSecond ?? 0) / subscribed.outBitsPerSecond,
  )
}

function bitsPerSecond(
  was: bigint | null,
  is: bigint | null,
  ms: number,
  bits: 32 | 64,
  { possible, plausible }: Ceilings,
): number | null {
  if (was === null || is === null) return null
  const decreased = is < was
  if (decreased && (bits === 64 || wrapMs(plausible ?? possible) <= 2 * ms)) return null
  if (bits === 32 && plausible !== null && wrapMs(plausible) <= ms) return null
  const rate = (Number(BigInt.asUintN(bits, is - was)) * 8_000) / ms
  return rate <= (decreased ? (plausible ?? possible) : possible) ? rate : null
}

/**
 * How soon a Counter32 of octets goes round. Where that is sooner than two visits a decrease may as well be
 * a reset, and sooner than one the octets between two answers cannot be told.
 */
function wrapMs(bitsPerSecond: number): number {
  return ((2 ** 32 * 8) / bitsPerSecond) * 1_000
}

interface Ceilings {
  /** More than this the line cannot carry; Infinity where that is not known. */
  possible: number
  /** More than this is not expected of what is subscribed; null without a subscription. */
  plausible: number | null
}

/**
 * The most a line can carry: the interface's own speed or twice the subscribed rate, whichever is more.
 * Tunnels report 9 kb/s or 100 kb/s whatever they carry, so that so low a speed is no ceiling.
 */
function ceilings(speedBitsPerSecond: number | null, subscribedRate: number | undefined): Ceilings {
  const speed = speedBitsPerSecond !== null && speedBitsPerSecond > 100_000 ? speedBitsPerSecond : 0
  const most = Math.max(speed, 2 * (subscribedRate ?? 0))
  return {
    possible: most === 0 ? Number.POSITIVE_INFINITY : most * tolerance,
    plausible: subscribedRate ? 2 * subscribedRate * tolerance : null,
  }
}

/** How far a Counter32 of events went; a step back is a reset, of which nothing is known. */
function counted(was: number | null, is: number | null): number | null {
  return was === null || is === null || is < was ? null : is - was
}
