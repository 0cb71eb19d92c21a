/** The network as the page shows it: now or at the moment looked back at, and only what the filters let through. */
import { createContext } from 'svelte'
import { isGone, type LinkStatus } from '../../collector/domain/status.ts'
import type { WireLink, WireSatker } from '../../collector/serve/wire.ts'
import { soughtTexts } from '../outages/search.ts'
import { countsOf, worstFirst } from '../outages/worst-first.ts'
import { satkerAt } from '../timeline/tally.ts'
import { statusesAt, type DatedStatus } from '../timeline/timeline.ts'
import type { Address } from './address.svelte.ts'
import type { Clock } from './clock.svelte.ts'
import { KeptHeaps, type Heaps } from './kept-heaps.ts'
import { Keyed, type ById } from './keyed.ts'
import type { Inventory, NetworkState } from './network.svelte.ts'
import { hourMs, longestMs, type Past } from './past.svelte.ts'

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

  /** The moment looked back at, as far back as may be; null: now, which also stands for what is yet to come. */
  readonly at: number | null = $derived.by(() => {
    const { at } = this.#address.place
    if (at === null || at >= this.#clock.minute + 60_000) return null
    return Math.max(at, this.#clock.minute - longestMs + hourMs)
  })

  /** Whether it is known what was at that moment. */
  readonly isKnown: boolean = $derived.by(() => this.at === null || this.#past.knows(this.at))

  readonly #statuses = $derived.by((): Map<string, DatedStatus> | null => {
    if (this.at === null) return null
    const { timeline } = this.#past
    return timeline && this.isKnown ? statusesAt(timeline, this.at) : new Map()
  })

  /** Every link by its id, whatever the filters say: what others hang on may lie outside of them. */
  readonly links: Keyed<WireLink> = $derived.by(() => {
    const statuses = this.#statuses
    if (!statuses) return this.#network.links
    return this.#network.links.mapped((link) => linkThen(link, statuses.get(link.id)))
  })

  /** The same for their statuses only: what was measured changes a hundred times as often. */
  readonly standing: NetworkState['standing'] = $derived.by(() =>
    this.at === null ? this.#network.standing : this.links,
  )

  /** What stands in devices.yaml, whatever the filters say. */
  get inventory(): Inventory {
    return this.#network.inventory
  }

  /** All that each satker can be found by. */
  readonly soughtTexts = $derived.by(() => soughtTexts(this.inventory))

  readonly #everySatkerOf: ReadonlyMap<string, string> = $derived.by(
    () => new Map([...this.inventory.links.values()].map(({ id, satker }) => [id, satker])),
  )

  /** Ids of every satker's links, the primary one first. */
  readonly #idsOf = $derived.by(() => {
    const idsOf = new Map<string, string[]>()
    const links = [...this.inventory.links.values()]
    const first = (role: WireLink['role']) => (role === 'primary' ? 0 : 1)
    for (const { id, satker } of links.sort((a, b) => first(a.role) - first(b.role))) {
      const ids = idsOf.get(satker)
      if (ids) ids.push(id)
      else idsOf.set(satker, [id])
    }
    return idsOf
  })

  /** A satker's links, the primary one first. */
  linksOf(code: string): WireLink[] {
    return this.#those(this.links, code)
  }

  #those<T>(links: ById<T>, code: string): T[] {
    return (this.#idsOf.get(code) ?? []).flatMap((id) => links.get(id) ?? [])
  }

  /** Every satker by its code, whatever the filters say. */
  readonly everySatker: Keyed<WireSatker> = $derived.by(() => {
    if (this.at === null) return this.#network.satker
    const { timeline } = this.#past
    const then =
      timeline && this.isKnown
        ? satkerAt(timeline, this.#everySatkerOf, this.at)
        : new Map<string, DatedStatus>()
    return this.#network.satker.mapped((one) => satkerThen(one, then.get(one.code)))
  })

  readonly #province = $derived.by(() => this.#address.place.province)
  readonly #type = $derived.by(() => this.#address.place.type)

  /** What stands in devices.yaml of those that the filters of province and type let through. */
  readonly inside: Inventory['satker'] = $derived.by(() => {
    const { satker } = this.inventory
    const [province, type] = [this.#province, this.#type]
    if (province === null && type === null) return satker
    const passes = (one: { province: string; type: string }) =>
      (province === null || one.province === province) && (type === null || one.type === type)
    return Keyed.of([...satker.values()].filter(passes), ({ code }) => code)
  })

  /** Those that the filters let through, as they are. */
  readonly satker: Keyed<WireSatker> = $derived.by(() => {
    const { inside, everySatker } = this
    if (inside.size === everySatker.size) return everySatker
    return Keyed.of(
      everySatker.values().filter(({ code }) => inside.has(code)),
      ({ code }) => code,
    )
  })

  /** Code of the satker of each link that the filters let through. */
  readonly satkerOf: ReadonlyMap<string, string> = $derived.by(() => {
    const { inside, inventory } = this
    if (inside.size === inventory.satker.size) return this.#everySatkerOf
    return new Map([...this.#everySatkerOf].filter(([, code]) => inside.has(code)))
  })

  readonly #keptHeaps = new KeptHeaps()

  /** The same by how bad they are. */
  readonly heaps: Heaps = $derived.by(() => {
    const { satker } = this
    return satker === this.#network.satker ? this.#network.heaps : this.#keptHeaps.of(satker)
  })

  /** Number of satker by status; those without links are in none. */
  readonly counts: Record<LinkStatus, number> = $derived.by(() => countsOf(this.heaps))

  /** Since when it has been as it is: an outage that went on while nobody watched began before that. */
  sinceOf({ code, status, since }: WireSatker): number | null {
    if (this.at !== null || since === null || status === null || !isGone(status)) return since
    const began = (this.#idsOf.get(code) ?? []).flatMap((id) => this.#network.outages.get(id)?.began ?? [])
    return began.length === 0 ? since : Math.min(since, Math.max(...began))
  }

  /** What needs action, by root cause. */
  readonly troubles = $derived.by(() => {
    const { heaps, standing } = this
    return worstFirst(heaps, standing, (code) => this.#those(standing, code))
  })

  /** Codes of the satker of which a link is in planned maintenance. */
  readonly inMaintenance: ReadonlySet<string> = $derived.by(() => {
    const codes = new Set<string>()
    if (this.#network.maintenance.length === 0) return codes
    const { links: all } = this.inventory
    const at = this.at ?? this.#clock.minute
    for (const { links, from, to } of this.#network.maintenance) {
      if (at < from || at >= to) continue
      for (const id of links) {
        const link = all.get(id)
        if (link) codes.add(link.satker)
      }
    }
    return codes
  })

  /** Codes of the satker that others hang on. */
  readonly hubs: ReadonlySet<string> = $derived.by(() => {
    const codes = new Set<string>()
    const { links } = this.inventory
    for (const link of links.values()) {
      for (const id of link.dependsOn) {
        const parent = links.get(id)
        if (parent && parent.satker !== link.satker) codes.add(parent.satker)
      }
    }
    return codes
  })

  /** Hubs that hang on nobody. */
  readonly centres: ReadonlySet<string> = $derived.by(() => {
    const { links } = this.inventory
    const hangsOnNobody = (id: string) => links.get(id)?.dependsOn.length === 0
    return new Set([...this.hubs].filter((code) => this.#idsOf.get(code)?.every(hangsOnNobody)))
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
    layers: null,
    snmp: 'off',
    rttMs: null,
    lossRatio: null,
    inBitsPerSecond: null,
    outBitsPerSecond: null,
    measuredAt: null,
  }
}

function satkerThen(satker: WireSatker, then: DatedStatus | undefined): WireSatker {
  const status = satker.status === null ? null : (then?.status ?? 'unknown')
  return { ...satker, status, since: then?.since ?? null }
}

export const [getShown, setShown] = createContext<Shown>()
