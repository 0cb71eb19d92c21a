import type { Belief } from '../domain/belief.ts'
import { lastKnownLayers } from '../domain/last-known-layers.ts'
import type { LastOutage } from '../domain/late-evidence.ts'
import { keptLayers } from '../domain/layer.ts'
import type { Link } from '../domain/link.ts'
import type { OpenMinute } from '../domain/minute.ts'
import type { Outage } from '../domain/outage.ts'
import { type CounterReading, noTraffic, type Traffic } from '../domain/rate.ts'
import { type Condition, isAvailable, isGone, type LinkStatus, type SnmpState } from '../domain/status.ts'
import { isTunnelMissing, type VpnBelief } from '../domain/vpn-belief.ts'
import { layersOf } from '../domain/vpn-layers.ts'

/** Counters, and when they were read by the wall clock, which goes on while the machine is suspended. */
export interface DatedCounters extends CounterReading {
  at: number
}

/** One link while it is polled: what is believed of it, and what was measured last. */
export interface TrackedLink {
  link: Link
  /** IP literal of its router. */
  routerAddress: string
  provider: string | null
  /** How many links deep it hangs; parents are judged before children. */
  depth: number
  belief: Belief
  /** What is believed of its layers. */
  vpn: VpnBelief
  /** The other links of its satker. */
  twins: readonly TrackedLink[]
  /** Other links go to the gateway of its tunnel as well. */
  isGatewayShared: boolean
  /** Its first echo was lost and its burst is on its way. */
  inDoubt: boolean
  /** The status that is committed: what may be shown. */
  shown: { status: LinkStatus; since: number }
  /** As far as something may still be learned of it. */
  lastOutage: LastOutage | null
  minute: OpenMinute | null
  counters: DatedCounters | null
  traffic: Traffic
  rttMs: number | null
  measuredAt: number | null
  snmp: SnmpState
  /** Conditions that the visits found, beside those that follow from the belief. */
  visited: Condition[]
}

/** What is known of a link from the network around it. */
export type Surroundings = Pick<TrackedLink, 'routerAddress' | 'provider' | 'depth'>

/** What is known of a link before it is polled; `outage` is that which is open. */
export interface Known extends Pick<TrackedLink, 'belief' | 'vpn'> {
  outage?: Outage | null
}

export function trackLink(
  link: Link,
  surroundings: Surroundings,
  { belief, vpn, outage = null }: Known,
): TrackedLink {
  return {
    link,
    ...surroundings,
    belief,
    vpn,
    twins: [],
    isGatewayShared: false,
    inDoubt: false,
    shown: { status: belief.status, since: sinceOf(belief, outage) },
    lastOutage: outage && asLastOutage(outage),
    minute: null,
    counters: null,
    traffic: noTraffic,
    rttMs: null,
    measuredAt: null,
    snmp: 'silent',
    visited: [],
  }
}

/** Since when it is as it is: an outage that nobody watched for a time is one with what was before. */
export function sinceOf({ status, since }: Pick<Belief, 'status' | 'since'>, outage: Outage | null): number {
  return isGone(status) ? Math.min(since, outage?.began ?? since) : since
}

export function asLastOutage({ began, ended, evidence }: Outage): LastOutage {
  return { began, ended, added: evidence.map(({ what }) => what) }
}

/** The subscribed rates by the interface's own directions: what comes down to the satker comes in. */
export function subscribedRates({
  bandwidth,
}: Link): { inBitsPerSecond: number; outBitsPerSecond: number } | null {
  return (
    bandwidth && { inBitsPerSecond: bandwidth.downBitsPerSecond, outBitsPerSecond: bandwidth.upBitsPerSecond }
  )
}

/** One for all: of most links nothing is wrong, and they are asked ten times a minute. */
const nothingWrong: Condition[] = []
Object.freeze(nothingWrong)

/**
 * What is wrong with it: limits exceeded, a twin gone and an agent silent while it answers, the layers that are down
 * or, while it answers, were so when they were last seen, and what the visits found.
 */
export function conditionsOf(tracked: TrackedLink): Condition[] {
  const { link, belief, vpn, twins, shown, visited } = tracked
  const available = isAvailable(shown.status)
  const found: Condition[] = []
  if (available) {
    for (const limit of ['loss', 'delay', 'load'] as const) if (belief.beyond[limit]) found.push(limit)
  }
  // While it counts, an interface that is down holds the link down: on one that is up, it was seen too long ago.
  if (belief.interface?.down && !isAvailable(belief.status)) found.push('interface-down')
  const layers = available ? lastKnownLayers(vpn, link.vpn) : layersOf(vpn, link.vpn)
  if (layers !== null) {
    for (const layer of keptLayers) if (layers[layer]?.state === 'down') found.push(`${layer}-down`)
  }
  if (available && twins.some((twin) => isGone(twin.shown.status))) found.push('twin-down')
  for (const condition of visited) {
    if ((available || condition !== 'snmp-silent') && !found.includes(condition)) found.push(condition)
  }
  if (isTunnelMissing(vpn, link.vpn) && !found.includes('identity-changed')) found.push('identity-changed')
  return found.length === 0 ? nothingWrong : found
}
