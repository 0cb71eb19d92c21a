import { type Belief, isSuspect } from '../domain/belief.ts'
import { lastKnownLayers } from '../domain/last-known-layers.ts'
import type { LastOutage } from '../domain/late-evidence.ts'
import { keptLayers } from '../domain/layer.ts'
import type { Link } from '../domain/link.ts'
import type { OpenMinute } from '../domain/minute.ts'
import type { Outage } from '../domain/outage.ts'
import { lossRatio } from '../domain/quality.ts'
import { type CounterReading, noTraffic, type Traffic } from '../domain/rate.ts'
import { type Condition, isAvailable, isGone, type LinkStatus, type SnmpState } from '../domain/status.ts'
import { isTunnelMissing, type VpnBelief } from '../domain/vpn-belief.ts'
import { layersOf } from '../domain/vpn-layers.ts'
import type { WireLink } from '../serve/wire.ts'

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

/**
 * What is wrong with it: limits exceeded, a twin gone and an agent silent while it answers, the layers that are down
 * or, while it answers, were so when they were last seen, and what the visits found.
 */
export function conditionsOf({ link, belief, vpn, twins, shown, visited }: TrackedLink): Condition[] {
  const available = isAvailable(shown.status)
  const limits = (['loss', 'delay', 'load'] as const).filter((limit) => available && belief.beyond[limit])
  // While it counts, an interface that is down holds the link down: on one that is up, it was seen too long ago.
  const dead: Condition[] = belief.interface?.down && !isAvailable(belief.status) ? ['interface-down'] : []
  const layers = available ? lastKnownLayers(vpn, link.vpn) : layersOf(vpn, link.vpn)
  const fallen = keptLayers.flatMap((layer): Condition[] =>
    layers?.[layer]?.state === 'down' ? [`${layer}-down`] : [],
  )
  const alone: Condition[] = available && twins.some((twin) => isGone(twin.shown.status)) ? ['twin-down'] : []
  const seen = new Set(visited.filter((condition) => available || condition !== 'snmp-silent'))
  if (isTunnelMissing(vpn, link.vpn)) seen.add('identity-changed')
  return [...limits, ...dead, ...fallen, ...alone, ...seen]
}

/** The link as everybody may see it: of its status only what is committed. */
export function toWireLink(tracked: TrackedLink): WireLink {
  const { link, belief, shown, traffic } = tracked
  return {
    id: link.id,
    satker: link.satker,
    router: link.router,
    role: link.role,
    medium: link.medium,
    dependsOn: link.dependsOn,
    circuit: link.circuit,
    routerAddress: tracked.routerAddress,
    provider: tracked.provider,
    endpoint: link.endpoint,
    reach: link.reach,
    status: shown.status,
    since: shown.since,
    suspect:
      isAvailable(shown.status) &&
      (tracked.inDoubt ||
        isSuspect(belief) ||
        (belief.status !== shown.status && !isAvailable(belief.status))),
    condition: conditionsOf(tracked),
    layers: layersOf(tracked.vpn, link.vpn),
    snmp: tracked.snmp,
    rttMs: round(tracked.rttMs, 2),
    lossRatio: round(lossRatio(belief.quality), 4),
    inBitsPerSecond: round(traffic.inBitsPerSecond, 0),
    outBitsPerSecond: round(traffic.outBitsPerSecond, 0),
    bandwidth: link.bandwidth && {
      down: link.bandwidth.downBitsPerSecond,
      up: link.bandwidth.upBitsPerSecond,
    },
    measuredAt: tracked.measuredAt,
  }
}

function round(value: number | null, digits: number): number | null {
  return value === null ? null : Number(value.toFixed(digits))
}
