/** What is drawn on the map: the marks of what is shown, gathered where they would crowd, and the lines between. */
import { loadOfLinks } from '../outages/load.ts'
import type { Address } from '../state/address.svelte.ts'
import { unlessSame } from '../state/keyed.ts'
import type { Shown } from '../state/shown.svelte.ts'
import { alone, clusterScale, clustersOf, type Cluster, type Located } from './clusters.ts'
import { extentOf } from './fit.ts'
import { KeptMarks } from './kept-marks.ts'
import { LoudLinks } from './loud-links.ts'
import { isCluster, reachOf, type Mark } from './marks.ts'
import { project } from './projection.ts'
import { linesOf, tiesOf, type Line, type Tie } from './ties.ts'
import type { Point, View } from './view.svelte.ts'

/** Above this a mark is not worth an element of its own. */
const mostElements = 2_000
/** A single mark without its halo reaches about so far. */
const onMarkPx = 5

export class Drawn {
  readonly #shown: Shown
  readonly #address: Address
  readonly #view: View
  readonly #located = new Map<string, Located & { location: [number, number] }>()
  readonly #clustersAt = new Map<number, readonly Cluster[]>()
  #placesBefore: readonly Located[] = []
  #outsideBefore: readonly Located[] = []
  readonly #kept = new KeptMarks()
  readonly #loud = new LoudLinks()
  #linesBefore: readonly Line[] = []

  constructor(shown: Shown, address: Address, view: View) {
    this.#shown = shown
    this.#address = address
    this.#view = view
  }

  // Of the address only what is drawn otherwise for it: a letter of a search is not.
  readonly #status = $derived.by(() => this.#address.place.status)
  readonly #colour = $derived.by(() => this.#address.place.colour)
  readonly #chosen = $derived.by(() => this.#address.place.satker)

  readonly onCanvas: boolean = $derived.by(() => this.#shown.everySatker.size > mostElements)

  /** Where the satker are that the filters let through. The same list for as long as it holds the same. */
  readonly places: readonly Located[] = $derived.by(() => {
    const places = unlessSame(this.#locate(this.#shown.inside.values()), this.#placesBefore)
    if (places !== this.#placesBefore) this.#clustersAt.clear()
    // Those that are gone are forgotten once they are as many as those that are there.
    if (this.#located.size > 2 * this.#shown.inventory.satker.size) this.#located.clear()
    return (this.#placesBefore = places)
  })

  readonly unplaced: number = $derived.by(() => this.#shown.inside.size - this.places.length)

  /** What is drawn though the filters leave it out: the chosen one, and the far ends of lines. */
  readonly #outside: readonly Located[] = $derived.by(() => {
    const { inside, inventory } = this.#shown
    if (inside.size === inventory.satker.size) return []
    const codes = new Set<string>()
    for (const { satker, dependsOn } of inventory.links.values()) {
      if (!inside.has(satker)) continue
      for (const id of dependsOn) {
        const hub = inventory.links.get(id)?.satker
        if (hub !== undefined && !inside.has(hub)) codes.add(hub)
      }
    }
    if (this.#chosen !== null && !inside.has(this.#chosen)) codes.add(this.#chosen)
    const outside = [...codes].flatMap((code) => inventory.satker.get(code) ?? [])
    return (this.#outsideBefore = unlessSame(this.#locate(outside), this.#outsideBefore))
  })

  readonly #clusters: readonly Cluster[] = $derived.by(() => {
    const inside = this.#clustersFor(this.#view.restScale)
    return this.#outside.length === 0 ? inside : [...inside, ...this.#outside.map(alone)]
  })

  readonly clusterOf: ReadonlyMap<string, Cluster> = $derived(
    new Map(this.#clusters.flatMap((cluster) => cluster.places.map(({ code }) => [code, cluster]))),
  )

  readonly marks: readonly Mark[] = $derived.by(() => {
    const { everySatker, hubs, centres, inMaintenance } = this.#shown
    const loadOf = (code: string) => loadOfLinks(this.#shown.linksOf(code))
    const telling = {
      satker: everySatker,
      hubs,
      centres,
      inMaintenance,
      filter: this.#status,
      loadOf: this.#colour === 'load' ? loadOf : null,
    }
    return this.#kept.of(this.#clusters, this.clusterOf, telling)
  })

  readonly lines: readonly Line[] = $derived.by(() => {
    const { satker, everySatker, standing } = this.#shown
    const [status, chosen] = [this.#status, this.#chosen]
    const links = chosen === null ? this.#loud.of(standing) : standing.values()
    const ties = tiesOf(links, standing, chosen)
    const isAsked = (code: string) =>
      satker.has(code) && (status === null || (everySatker.get(code)?.status ?? 'none') === status)
    // Of what lies outside of the window only the chosen one's: the others would hide what is seen.
    const isSeen = ({ from, hub }: Tie) => from === chosen || hub === chosen || this.#isSeen(from)
    const seen = ties.filter((tie) => isAsked(tie.from) && isSeen(tie))
    return (this.#linesBefore = linesOf(seen, this.clusterOf, this.#linesBefore))
  })

  markOf(key: string): Mark | undefined {
    return this.marks.find((mark) => mark.key === key)
  }

  /** The nearest mark within reach; of two as near the worse one, which is drawn on top. Pixels. */
  pick(at: Point, reachPx: number): Mark | null {
    let nearest: Mark | null = null
    let nearestPx = reachPx
    for (const mark of this.marks) {
      const place = this.#view.toScreen(mark.at)
      // On the mark itself there is no nearer: what is drawn on top is meant.
      const inside = (isCluster(mark) ? reachOf(mark) : onMarkPx) * this.#view.size
      const px = Math.max(0, Math.hypot(place.x - at.x, place.y - at.y) - inside)
      if (px > nearestPx) continue
      nearest = mark
      nearestPx = px
    }
    return nearest
  }

  /** A satker is chosen; a cluster is enlarged until it parts, and where it cannot its worst is chosen. */
  choose(mark: Mark): void {
    const extent = extentOf(mark.places.map(({ at }) => at))
    const stand = extent && this.#view.standsFor(extent).find(({ scale }) => this.#parts(mark, scale))
    if (stand) this.#view.enlarge(stand)
    else this.#address.go({ satker: this.worstOf(mark) })
  }

  #parts({ places }: Mark, scale: number): boolean {
    const [first, ...others] = places
    const at = new Map(
      this.#clustersFor(scale).flatMap((cluster) => cluster.places.map(({ code }) => [code, cluster])),
    )
    return others.some(({ code }) => at.get(code) !== at.get(first!.code))
  }

  /** Code of the satker that gives a mark its status. */
  worstOf(mark: Mark): string {
    const { everySatker } = this.#shown
    const worst = mark.places.find(({ code }) => (everySatker.get(code)?.status ?? null) === mark.status)
    return (worst ?? mark.places[0]!).code
  }

  #isSeen(code: string): boolean {
    const at = this.clusterOf.get(code)?.at
    return at !== undefined && this.#view.isInRestWindow(at)
  }

  #clustersFor(scale: number): readonly Cluster[] {
    const { places } = this
    const at = clusterScale(scale / this.#view.size)
    const known = this.#clustersAt.get(at)
    if (known) return known
    const clusters = clustersOf(places, at)
    this.#clustersAt.set(at, clusters)
    return clusters
  }

  /** Projected once for as long as they stand where they stand. */
  #locate(satker: Iterable<{ code: string; location: [number, number] | null }>): Located[] {
    const places: Located[] = []
    for (const { code, location } of satker) {
      if (!location) continue
      let known = this.#located.get(code)
      if (known?.location !== location) {
        known = { code, at: project(location), location }
        this.#located.set(code, known)
      }
      places.push(known)
    }
    return places
  }
}
