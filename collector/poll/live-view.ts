import { type MaintenanceWindow, maintenanceWindows } from '../domain/maintenance-window.ts'
import type { Network } from '../domain/network.ts'
import type { Outage } from '../domain/outage.ts'
import { satkerStatus } from '../domain/satker-status.ts'
import type {
  LinkChange,
  PolledSnapshot,
  Publication,
  SatkerChange,
  WireLink,
  WireSatker,
} from '../serve/wire.ts'
import type { Fleet } from './fleet.ts'
import { toWireLink, type TrackedLink } from './tracked-link.ts'

/** The fields that are told at once; the others move all the time and are told together, once a sweep. */
const urgent = ['status', 'since', 'suspect', 'condition', 'layers', 'snmp'] as const

/** What everybody may see, as it was last told: the source of snapshots and of changes. */
export class LiveView {
  #organisation = ''
  #timezone = ''
  #synthetic = false
  #rhythm = { sweepMs: 0, visitMs: 0 }
  #at = 0
  #satker = new Map<string, WireSatker>()
  #links = new Map<string, WireLink>()
  #maintenance: MaintenanceWindow[] = []
  #ofSatker = new Map<string, TrackedLink[]>()

  snapshot(now: number): PolledSnapshot {
    const at = Math.max(now, this.#at)
    return {
      at,
      organisation: this.#organisation,
      timezone: this.#timezone,
      synthetic: this.#synthetic,
      rhythm: this.#rhythm,
      satker: [...this.#satker.values()],
      links: [...this.#links.values()],
      maintenance: this.#maintenance.filter(({ to }) => to > at),
    }
  }

  /** Begins anew with a network: what was told before is no longer what there is. */
  reset(network: Network, fleet: Fleet, now: number): void {
    this.#organisation = network.organisation
    this.#timezone = network.timezone
    this.#synthetic = network.synthetic
    this.#rhythm = { sweepMs: network.icmp.everyMs, visitMs: network.snmpEveryMs }
    this.#ofSatker = Map.groupBy(fleet.links, ({ link }) => link.satker)
    this.#links = new Map([...fleet.links].map((tracked) => [tracked.link.id, toWireLink(tracked)]))
    this.#maintenance = maintenanceWindows(network, now)
    const before = this.#satker
    this.#satker = new Map()
    for (const satker of network.satker) {
      const { code, name, type, province, location, timezone, connection } = satker
      const status = this.#statusOf(code)
      const old = before.get(code)
      const since = old && old.status === status ? old.since : this.#sinceOf(code)
      this.#satker.set(code, { code, name, type, province, location, timezone, connection, status, since })
    }
  }

  /** What of these links is to be told at once; null if nothing is. */
  tellUrgent(links: Iterable<TrackedLink>, outages: Outage[], at: number): Publication | null {
    return this.#tell(links, outages, at, urgent)
  }

  /** Everything that has moved since it was last told; null if nothing has. */
  tellAll(links: Iterable<TrackedLink>, at: number): Publication | null {
    return this.#tell(links, [], at, null)
  }

  #tell(
    links: Iterable<TrackedLink>,
    outages: Outage[],
    at: number,
    fields: readonly (keyof WireLink)[] | null,
  ): Publication | null {
    const changed: LinkChange[] = []
    const codes = new Set<string>()
    for (const tracked of links) {
      const told = this.#links.get(tracked.link.id)
      if (!told) continue
      const now = toWireLink(tracked)
      const change = difference(told, now, fields ?? (Object.keys(now) as (keyof WireLink)[]))
      if (!change) continue
      Object.assign(told, change)
      changed.push({ id: tracked.link.id, ...change })
      if (change.status !== undefined) codes.add(tracked.link.satker)
    }
    const satker = [...codes].flatMap((code) => this.#retellSatker(code) ?? [])
    if (changed.length === 0 && outages.length === 0) return null
    this.#at = at
    return { at, satker, links: changed, outages }
  }

  #retellSatker(code: string): SatkerChange | null {
    const told = this.#satker.get(code)
    const status = this.#statusOf(code)
    if (!told || told.status === status) return null
    const since = this.#sinceOf(code)
    Object.assign(told, { status, since })
    return { code, status, since }
  }

  #statusOf(code: string): WireSatker['status'] {
    return satkerStatus((this.#ofSatker.get(code) ?? []).map(({ shown }) => shown.status))
  }

  #sinceOf(code: string): number | null {
    const since = (this.#ofSatker.get(code) ?? []).map(({ shown }) => shown.since)
    return since.length === 0 ? null : Math.max(...since)
  }
}

function difference(
  before: WireLink,
  after: WireLink,
  fields: readonly (keyof WireLink)[],
): Partial<WireLink> | null {
  const changed = fields.filter((field) => !isSame(before[field], after[field]))
  return changed.length === 0 ? null : Object.fromEntries(changed.map((field) => [field, after[field]]))
}

function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true
  if (typeof before !== 'object' || typeof after !== 'object') return false
  return JSON.stringify(before) === JSON.stringify(after)
}
