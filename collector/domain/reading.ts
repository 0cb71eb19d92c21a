/** What a probe saw. Facts only: what they mean is judged elsewhere. */
import type { RouterEndpoints, VpnReading } from './vpn-reading.ts'

/** Why a router gave no usable answer. */
export const failures = [
  'timeout',
  'refused',
  'unreachable',
  'wrong-credentials',
  'no-such-object',
  'bad-answer',
  'not-asked',
] as const
export type Failure = (typeof failures)[number]

/** A value, or a failure from the closed list with a detail that holds no secret. */
export type Answer<T> = { ok: true; value: T } | { ok: false; why: Failure; detail: string }

/** What one sweep, or one quality round, saw of one link's far end. */
export interface Echoes {
  /** When the asking began, epoch milliseconds. */
  at: number
  /** Round trips in the order sent, in milliseconds; null was lost. The burst follows the first. */
  rttsMs: (number | null)[]
  /** How many are sent when all are lost: 1 and the burst. */
  whole: number
  /** It was sysUpTime that was asked for, and no echo sent. */
  bySnmp?: boolean
}

/** What one visit saw of one router. */
export interface Visit {
  /** When the answer came in, epoch milliseconds. */
  at: number
  /** The same moment by a clock that never steps, milliseconds. */
  monotonicMs: number
  /** sysUpTime, hundredths of a second since the agent started; wraps at 2^32. */
  sysUpTimeCs: number
  /** Round trip of the GET. */
  rttMs: number
  /** By link id, for those links of the router that name an interface. */
  interfaces: Map<string, InterfaceReading>
  /** By link id, for those links of whose tunnel, security association or session something was read. */
  vpn: ReadonlyMap<string, VpnReading>
  /** What of these the router has at all; null: it was not looked for in this visit. */
  found: RouterEndpoints | null
  /** Read at first sight and after a reboot, else null. */
  identity: RouterIdentity | null
}

/** One row of IF-MIB, as read for one link. */
export interface InterfaceReading {
  /** False: no interface of the router has the name that the link gives. The rest is then null. */
  found: boolean
  index: number | null
  /** The name it was recognised by. */
  name: string | null
  operStatus: OperStatus | null
  /** Octet counters: 64 bit where the router has them, else 32; never mixed in one series. */
  counterBits: 32 | 64 | null
  inOctets: bigint | null
  outOctets: bigint | null
  /** Counter32 each. */
  inErrors: number | null
  outErrors: number | null
  inDiscards: number | null
  outDiscards: number | null
  /** By ifSpeed, or ifHighSpeed where that is saturated; null where neither is usable. */
  speedBitsPerSecond: number | null
  /** sysUpTime at the last change of operStatus, hundredths of a second. */
  lastChangeCs: number | null
  /** ifCounterDiscontinuityTime, hundredths of a second. */
  discontinuityCs: number | null
}

/** ifOperStatus of IF-MIB (RFC 2863). */
export type OperStatus = 'up' | 'down' | 'testing' | 'unknown' | 'dormant' | 'notPresent' | 'lowerLayerDown'

/** What a router says it is. Text from the network: shown as text, never as markup. */
export interface RouterIdentity {
  sysDescr: string | null
  sysObjectId: string | null
  sysName: string | null
}

/** What a router last said it is, and when it said so. */
export interface DatedIdentity extends RouterIdentity {
  at: number
}
