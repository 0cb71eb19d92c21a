/** The network as it is now: a snapshot first, then numbered changes by id. What is shown derives from here. */
import { createContext, untrack } from 'svelte'
import type { Outage } from '../../collector/domain/outage.ts'
import type {
  LiveFrame,
  Snapshot,
  WireLink,
  WireMaintenance,
  WireSatker,
} from '../../collector/serve/wire.ts'
import { KeptHeaps, type Heaps } from './kept-heaps.ts'
import { Keyed, type ById } from './keyed.ts'

/** What stands in devices.yaml: a change of it comes as a new snapshot, never as a change. */
export interface Inventory {
  satker: ById<Pick<WireSatker, InventorySatkerField>>
  links: ById<Pick<WireLink, InventoryLinkField>>
}

type InventorySatkerField = 'code' | 'name' | 'type' | 'province' | 'location'
type InventoryLinkField =
  'id' | 'satker' | 'role' | 'dependsOn' | 'router' | 'routerAddress' | 'endpoint' | 'circuit' | 'provider'

export class NetworkState {
  #satker = $state.raw(Keyed.of<WireSatker>([], ({ code }) => code))
  #links = $state.raw(Keyed.of<WireLink>([], ({ id }) => id))
  #standing = $state.raw(this.#links)
  readonly #keptHeaps = new KeptHeaps()
  #measuredAt = $state.raw<number | null>(null)
  #outages = $state.raw<ReadonlyMap<string, Outage>>(new Map())
  #maintenance = $state.raw<readonly WireMaintenance[]>([])
  #about = $state.raw<Pick<
    Snapshot,
    'organisation' | 'synthetic' | 'timezone' | 'outlines' | 'rhythm'
  > | null>(null)
  #seq = 0
  #snapshots = $state(0)

  /** Every satker by how bad it is now. */
  readonly heaps: Heaps = $derived.by(() => this.#keptHeaps.of(this.#satker))

  /** When anything was measured last; null before the first sweep. */
  get measuredAt(): number | null {
    return this.#measuredAt
  }

  /** The zone of the centre: times that belong to no satker are told in it. */
  get timezone(): string {
    return this.#about?.timezone ?? 'Asia/Jakarta'
  }

  /** False until the first snapshot: nothing may be said of the network before. */
  get isKnown(): boolean {
    return this.#about !== null
  }

  get organisation(): string {
    return this.#about?.organisation ?? ''
  }

  get synthetic(): boolean {
    return this.#about?.synthetic ?? false
  }

  get satker(): Keyed<WireSatker> {
    return this.#satker
  }

  get links(): Keyed<WireLink> {
    return this.#links
  }

  /** The same for their statuses only: whoever reads it is not told of what was merely measured, nor finds it here. */
  get standing(): Keyed<Pick<WireLink, InventoryLinkField | 'status'>> {
    return this.#standing
  }

  /** Whoever reads it is told of a new snapshot only: what follows from it need not be found anew each sweep. */
  get inventory(): Inventory {
    void this.#snapshots
    return untrack(() => ({ satker: this.#satker, links: this.#links }))
  }

  /** Open outages by the id of their link. */
  get outages(): ReadonlyMap<string, Outage> {
    return this.#outages
  }

  /** How often everything is asked, milliseconds. */
  get rhythm(): Snapshot['rhythm'] {
    return this.#about?.rhythm ?? { sweepMs: 0, visitMs: 0 }
  }

  /** Fingerprint of the ministry's own province outlines; null where there are none to ask for. */
  get outlines(): string | null {
    return this.#about?.outlines ?? null
  }

  /** The planned periods that had not ended when the snapshot was taken. */
  get maintenance(): readonly WireMaintenance[] {
    return this.#maintenance
  }

  /** Applies a frame. `hole`: something before it was missed, so nothing of it was applied; ask for a snapshot. */
  receive(frame: LiveFrame): 'applied' | 'hole' {
    if (frame.type === 'snapshot') {
      this.#seq = frame.seq
      this.#replace(frame)
      return 'applied'
    }
    if (this.#seq === 0 || frame.seq !== this.#seq + 1) return 'hole'
    if (frame.type === 'changes') {
      const satker = this.#satker.changed(frame.satker, ({ code }) => code)
      const links = this.#links.changed(frame.links, ({ id }) => id)
      if (!satker || !links) return 'hole'
      this.#satker = satker
      this.#links = links
      if (frame.links.some(({ status }) => status !== undefined)) this.#standing = links
      this.#measuredAt = latest(this.#measuredAt, frame.links)
      this.#receiveOutages(frame.outages)
    }
    this.#seq = frame.seq
    return 'applied'
  }

  /** A new connection counts from 1 again. */
  beginConnection(): void {
    this.#seq = 0
  }

  /** The open outages as asked for after a snapshot, which does not carry them. */
  replaceOutages(open: Outage[]): void {
    this.#outages = new Map(open.map((outage) => [outage.link, outage]))
  }

  #replace(snapshot: Snapshot): void {
    // By name once: changes come every second, and every list falls back to this order.
    const { compare } = new Intl.Collator('id', { numeric: true })
    const byName = snapshot.satker.toSorted((a, b) => compare(a.name, b.name))
    this.#satker = Keyed.of(byName, ({ code }) => code)
    this.#links = Keyed.of(snapshot.links, ({ id }) => id)
    this.#standing = this.#links
    this.#measuredAt = latest(null, snapshot.links)
    this.#maintenance = snapshot.maintenance
    this.#snapshots++
    const { organisation, timezone, synthetic, outlines, rhythm } = snapshot
    this.#about = { organisation, timezone, synthetic, outlines, rhythm }
  }

  #receiveOutages(outages: Outage[]): void {
    if (outages.length === 0) return
    const open = new Map(this.#outages)
    for (const outage of outages) {
      if (outage.ended === null) open.set(outage.link, outage)
      else if (open.get(outage.link)?.id === outage.id) open.delete(outage.link)
    }
    this.#outages = open
  }
}

function latest(known: number | null, links: readonly Partial<WireLink>[]): number | null {
  let at = known ?? -Infinity
  for (const { measuredAt } of links) if (measuredAt != null && measuredAt > at) at = measuredAt
  return at === -Infinity ? null : at
}

export const [getNetwork, setNetwork] = createContext<NetworkState>()
