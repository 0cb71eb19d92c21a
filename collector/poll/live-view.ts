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
import { inPieces } from './in-pieces.ts'
import { type QuietLink, QuietTurns } from './quiet-turns.ts'
import { measuredChange, toWireLink, urgentChange } from './told-link.ts'
import type { TrackedLink } from './tracked-link.ts'

/**
 * Links of which, at the end of a sweep, no more moved than a time or a digit that no page shows: so many are told
 * nevertheless, in turns. In a network that has no more links everything is told with every sweep.
 */
const quietATurn = 1_000

/** Links that are compared with what was told of them in one go: some milliseconds. */
const linksAtOnce = 2_000

/**
 * What everybody may see, as it was last told: the source of snapshots and of changes. What was told of a link is never
 * altered but replaced, so that who has written it as text may keep that for as long as it is the same.
 */
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
  #turns = new QuietTurns(quietATurn)

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
    this.#links = new Map()
    for (const tracked of fleet.links) this.#links.set(tracked.link.id, toWireLink(tracked))
    this.#turns = new QuietTurns(quietATurn)
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
    const changed: LinkChange[] = []
    for (const tracked of links) {
      const told = this.#links.get(tracked.link.id)
      const change = told && urgentChange(told, tracked)
      if (change) changed.push(this.#retell(told, change))
    }
    return this.#publicationOf(changed, outages, at)
  }

  /**
   * What has moved since it was last told, the measurements too; null if nothing has. It is gathered in pieces, between
   * which something urgent may be told, also of a link that was gathered already.
   */
  async tellAll(links: Iterable<TrackedLink>, now: () => number): Promise<Publication | null> {
    const changed: LinkChange[] = []
    const quiet: QuietLink[] = []
    let place = 0
    await inPieces([...links], linksAtOnce, (piece) => {
      for (const tracked of piece) {
        place++
        const told = this.#links.get(tracked.link.id)
        if (!told) continue
        const urgent = urgentChange(told, tracked)
        const measured = measuredChange(told, tracked)
        if (urgent || measured?.isSeen) changed.push(this.#retell(told, { ...urgent, ...measured?.change }))
        else if (measured) quiet.push({ place, told, change: measured.change })
      }
    })
    for (const { told, change } of this.#turns.take(quiet))
      changed.push(this.#retell(this.#links.get(told.id) ?? told, change))
    const current = changed.map((change) => this.#asToldNow(change))
    return this.#publicationOf(current, [], now())
  }

  /** Of the same things: a browser must not hear last what was so before. */
  #asToldNow(change: LinkChange): LinkChange {
    const told = this.#links.get(change.id)
    const names = Object.keys(change) as (keyof LinkChange)[]
    if (told === undefined || names.every((name) => change[name] === told[name])) return change
    return Object.fromEntries(names.map((name) => [name, told[name]])) as unknown as LinkChange
  }

  #retell(told: WireLink, change: Partial<WireLink>): LinkChange {
    this.#links.set(told.id, { ...told, ...change })
    return { id: told.id, ...change }
  }

  #publicationOf(links: LinkChange[], outages: Outage[], at: number): Publication | null {
    if (links.length === 0 && outages.length === 0) return null
    const codes = new Set<string>()
    for (const { id, status } of links) {
      const satker = status === undefined ? undefined : this.#links.get(id)?.satker
      if (satker !== undefined) codes.add(satker)
    }
    this.#at = at
    return { at, satker: [...codes].flatMap((code) => this.#retellSatker(code) ?? []), links, outages }
  }

  #retellSatker(code: string): SatkerChange | null {
    const told = this.#satker.get(code)
    const status = this.#statusOf(code)
    if (!told || told.status === status) return null
    const since = this.#sinceOf(code)
    this.#satker.set(code, { ...told, status, since })
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
