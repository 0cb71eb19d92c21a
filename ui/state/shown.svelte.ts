/** The network as the page shows it: now or at the moment looked back at, and only what the filters let through. */
import { createContext } from 'svelte'
import { satkerStatus } from '../../collector/domain/satker-status.ts'
import { linkStatuses, type LinkStatus } from '../../collector/domain/status.ts'
import type { WireLink, WireSatker } from '../../collector/serve/wire.ts'
import { worstFirst } from '../outages/worst-first.ts'
import { statusesAt, type DatedStatus } from '../timeline/timeline.ts'
import type { Address } from './address.svelte.ts'
import type { Clock } from './clock.svelte.ts'
import { byKey, groupBy } from './keyed.ts'
import type { NetworkState } from './network.svelte.ts'
import type { Past } from './past.svelte.ts'

export class Shown {
  readonly #network: NetworkState
  readonly #past: Past
  readonly #address: Address
  readonly #clock: Pick<Clock, 'minute'>

  constructor(network: NetworkState, past: Past, address: Address, clock: Pick<Clock, 'minute'>) {
    this.#network = network
    this.#past = past
    this.#address = address
    this.#clock = clock
  }

  /** The moment looked back at; null: now. */
  get at(): number | null {
    return this.#address.place.at
  }

  readonly #statuses = $derived.by((): Map<string, DatedStatus> | null => {
    if (this.at === null) return null
    const { timeline } = this.#past
    return timeline ? statusesAt(timeline, this.at) : new Map()
  })

  /** Every link by its id, whatever the filters say: what others hang on may lie outside of them. */
  readonly links: ReadonlyMap<string, WireLink> = $derived.by(() => {
    const statuses = this.#statuses
    if (!statuses) return this.#network.links
    return byKey(
      [...this.#network.links.values()].map((link) => linkThen(link, statuses.get(link.id))),
      ({ id }) => id,
    )
  })

  /** Every satker's links, the primary one first. */
  readonly linksOf: ReadonlyMap<string, WireLink[]> = $derived.by(() => {
    const first = (link: WireLink) => (link.role === 'primary' ? 0 : 1)
    return groupBy(
      [...this.links.values()].sort((a, b) => first(a) - first(b)),
      (link) => link.satker,
    )
  })

  /** Every satker by its code, whatever the filters say. */
  readonly everySatker: ReadonlyMap<string, WireSatker> = $derived.by(() => {
    if (!this.#statuses) return this.#network.satker
    return byKey(
      [...this.#network.satker.values()].map((one) => satkerThen(one, this.linksOf.get(one.code) ?? [])),
      ({ code }) => code,
    )
  })

  /** Those that the filters of province and type let through. */
  readonly satker: ReadonlyMap<string, WireSatker> = $derived.by(() => {
    const { province, type } = this.#address.place
    if (province === null && type === null) return this.everySatker
    const passes = (one: WireSatker) =>
      (province === null || one.province === province) && (type === null || one.type === type)
    return new Map([...this.everySatker].filter(([, one]) => passes(one)))
  })

  /** Number of satker by status; those without links are in none. */
  readonly counts = $derived.by(() => {
    const counts = Object.fromEntries(linkStatuses.map((status) => [status, 0])) as Record<LinkStatus, number>
    for (const { status } of this.satker.values()) if (status) counts[status]++
    return counts
  })

  /** What needs action, by root cause. */
  readonly troubles = $derived(worstFirst(this.satker, this.links))

  /** Codes of the satker of which a link is in planned maintenance. */
  readonly inMaintenance: ReadonlySet<string> = $derived.by(() => {
    const codes = new Set<string>()
    if (this.#network.maintenance.length === 0) return codes
    const at = this.at ?? this.#clock.minute
    for (const { links, from, to } of this.#network.maintenance) {
      if (at < from || at >= to) continue
      for (const id of links) {
        const link = this.#network.links.get(id)
        if (link) codes.add(link.satker)
      }
    }
    return codes
  })

  /** Codes of the satker that others hang on. */
  readonly hubs: ReadonlySet<string> = $derived.by(() => {
    const codes = new Set<string>()
    for (const link of this.#network.links.values()) {
      for (const id of link.dependsOn) {
        const parent = this.#network.links.get(id)
        if (parent && parent.satker !== link.satker) codes.add(parent.satker)
      }
    }
    return codes
  })
}

/** Of a moment gone by only the status is known: what was measured then, the charts tell. */
function linkThen(link: WireLink, then: DatedStatus | undefined): WireLink {
  return {
    ...link,
    status: then?.status ?? 'unknown',
    since: then?.since ?? 0,
    suspect: false,
    condition: [],
    snmp: 'off',
    rttMs: null,
    lossRatio: null,
    inBitsPerSecond: null,
    outBitsPerSecond: null,
    measuredAt: null,
  }
}

function satkerThen(satker: WireSatker, links: readonly WireLink[]): WireSatker {
  const since = Math.max(...links.map((link) => link.since))
  return {
    ...satker,
    status: satkerStatus(links.map(({ status }) => status)),
    since: links.length === 0 || since === 0 ? null : since,
  }
}

export const [getShown, setShown] = createContext<Shown>()
