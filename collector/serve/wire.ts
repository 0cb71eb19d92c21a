/**
 * The shapes that leave the collector, over HTTP and the live socket. Times are epoch milliseconds, rates
 * bits per second, ratios 0..1; what was not measured is null. Fields may be added, never renamed.
 */
import type { Link } from '../domain/link.ts'
import type { LinkReadings } from '../domain/link-readings.ts'
import type { Outage } from '../domain/outage.ts'
import type { DatedIdentity, Failure, OperStatus } from '../domain/reading.ts'
import type { AuthProtocol, PrivProtocol, SecurityLevel, SnmpVersion } from '../domain/router.ts'
import type { Satker } from '../domain/satker.ts'
import type { Condition, LinkStatus, SnmpState } from '../domain/status.ts'
import type { StatusHistory } from '../domain/status-history.ts'
import type { WireEndpoints, WireLayerChange, WireLayers } from './wire-vpn.ts'

export type { Health } from './wire-health.ts'
export type { WireEndpoints, WireLayerChange, WireLayers, WireTunnel } from './wire-vpn.ts'

export interface WireSatker extends Pick<
  Satker,
  'code' | 'name' | 'type' | 'province' | 'location' | 'timezone' | 'connection'
> {
  /** Null for a satker without links. */
  status: LinkStatus | null
  since: number | null
}

export interface WireLink extends Pick<
  Link,
  'id' | 'satker' | 'router' | 'role' | 'medium' | 'dependsOn' | 'circuit' | 'endpoint' | 'reach'
> {
  /** IP literal of its router. */
  routerAddress: string
  /** Name of the provider that its contract is with. */
  provider: string | null
  status: LinkStatus
  since: number
  /** Missed, but not yet held down. */
  suspect: boolean
  condition: Condition[]
  /** Null for a link without a VPN, of which nothing was found either. */
  layers: WireLayers | null
  snmp: SnmpState
  rttMs: number | null
  lossRatio: number | null
  inBitsPerSecond: number | null
  outBitsPerSecond: number | null
  bandwidth: { down: number; up: number } | null
  /** When it was last measured; of a quiet link in a network of more than a thousand, as it was told some sweeps ago. */
  measuredAt: number | null
}

export interface Snapshot {
  at: number
  organisation: string
  /** IANA zone of the centre: times that belong to no satker are told in it. */
  timezone: string
  synthetic: boolean
  /** How often every far end is asked, and every router visited; milliseconds. */
  rhythm: { sweepMs: number; visitMs: number }
  satker: WireSatker[]
  links: WireLink[]
  /** The planned periods that have not ended yet. */
  maintenance: WireMaintenance[]
  /** Fingerprint of the ministry's own province outlines (`GET /api/outlines`); null where none are configured. */
  outlines: string | null
}

/** What the poll knows of a snapshot. */
export type PolledSnapshot = Omit<Snapshot, 'outlines'>

export interface WireMaintenance {
  /** Ids of the links it covers, at least one. */
  links: string[]
  /** Half-open. */
  from: number
  to: number
  reason: string
}

export type SatkerChange = Partial<WireSatker> & { code: string }
export type LinkChange = Partial<WireLink> & { id: string }

/** What the poll hands over after a commit: only what changed, by id. */
export interface Publication {
  at: number
  satker: SatkerChange[]
  links: LinkChange[]
  outages: Outage[]
}

/** Text frames of `/live`, numbered per connection from 1 without holes. */
export type LiveFrame =
  | ({ type: 'snapshot'; seq: number } & Snapshot)
  | ({ type: 'changes'; seq: number } & Publication)
  | { type: 'heartbeat'; seq: number; at: number }

/** `GET /api/links/{id}/readings`. */
export type WireReadings = LinkReadings

/** `GET /api/changes`. */
export type WireChanges = StatusHistory

/** One satker in full: its routers, its people, its contracts. Holds no secret. */
export interface WireSatkerDetail {
  code: string
  pic: WirePerson | null
  portals: string[]
  routers: WireRouter[]
  links: WireLinkDetail[]
}

/** What the poll knows of it; people and histories are no matter of polling. */
export interface PolledSatkerDetail extends Omit<WireSatkerDetail, 'pic' | 'links'> {
  links: PolledLinkDetail[]
}

/** The PIC jaringan: whom to call. */
export interface WirePerson {
  name: string
  email: string | null
  /** Masked, such as `+62 ••• ••• 0001`; the whole is told by `POST /api/satker/{code}/pic/phone`. */
  phone: string | null
  /** When it was last confirmed, or first stood in devices.yaml as it stands; null: not read yet. */
  confirmedAt: number | null
  /** Half a year has passed since. */
  due: boolean
}

export interface WireRouter {
  id: string
  address: string
  /** How it is asked; null: not by SNMP. Never the community, user or keys. */
  snmp: {
    version: SnmpVersion
    port: number
    level: SecurityLevel | null
    authProtocol: AuthProtocol | null
    privProtocol: PrivProtocol | null
  } | null
  state: SnmpState
  /** What it last said it is, and when it said so. */
  identity: DatedIdentity | null
  /** When its agent started, by its sysUpTime at the last visit. */
  upSince: number | null
  /** The last visit that was answered. */
  visitedAt: number | null
  /** Why the last visit was not answered, and since when they have not been; null where it was. */
  failure: { why: Failure; since: number } | null
  interfaces: WireInterface[]
  /** What it has of tunnels and sessions, whether a link names it or not; null: not looked for yet. */
  endpoints: WireEndpoints | null
}

/** One interface as the last visit read it. */
export interface WireInterface {
  link: string
  name: string
  /** False: the router has no interface of that name. Null: not read yet. */
  found: boolean | null
  index: number | null
  operStatus: OperStatus | null
  speedBitsPerSecond: number | null
  /** When its operStatus last changed, by the router's own clock; null: not since its agent started, or not read. */
  lastChangeAt: number | null
  counterBits: 32 | 64 | null
  readAt: number | null
}

export interface WireLinkDetail extends Pick<
  Link,
  'id' | 'interface' | 'reach' | 'limits' | 'monthlyFee' | 'vpn'
> {
  contract: {
    number: string
    /** Name of the provider. */
    provider: string
    phone: string | null
    /** Dates `YYYY-MM-DD`, both included, in the zone of the centre. */
    from: string
    to: string
    /** Promised availability of a calendar month, 0..1. */
    availabilityRatio: number
  } | null
  /** The last ten times that its tunnel or session fell, came back or was reset; newest first. */
  layerChanges: WireLayerChange[]
}

export type PolledLinkDetail = Omit<WireLinkDetail, 'layerChanges'>

export interface WireError {
  error: { code: string; message: string }
}
