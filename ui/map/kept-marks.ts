/** The marks as they were a moment ago: of thousands only those are told anew of which something has changed. */
import type { WireSatker } from '../../collector/serve/wire.ts'
import { unlessSame, type Keyed } from '../state/keyed.ts'
import type { Cluster } from './clusters.ts'
import { markOf, saysTheSame, worstLast, type Mark, type Telling } from './marks.ts'

export type KeptTelling = Omit<Telling, 'satker'> & { satker: Keyed<WireSatker> }

export class KeptMarks {
  #clusters: readonly Cluster[] = []
  #telling: KeptTelling | null = null
  #marks: readonly Mark[] = []
  #byKey = new Map<string, Mark>()

  /** The worst last. What says the same as before is the same object, and so is the list of them. */
  of(
    clusters: readonly Cluster[],
    clusterOf: ReadonlyMap<string, Cluster>,
    telling: KeptTelling,
  ): readonly Mark[] {
    const stale = clusters === this.#clusters ? this.#stale(clusterOf, telling) : null
    const isOther = this.#tell(stale ?? clusters, telling)
    if (isOther || clusters !== this.#clusters) {
      const marks = clusters.map(({ key }) => this.#byKey.get(key)!)
      this.#byKey = new Map(marks.map((mark) => [mark.key, mark]))
      this.#marks = unlessSame(worstLast(marks), this.#marks)
    }
    this.#clusters = clusters
    this.#telling = telling
    return this.#marks
  }

  /** Those that hold a satker that has changed; null: any of them may say something else now. */
  #stale(clusterOf: ReadonlyMap<string, Cluster>, telling: KeptTelling): Iterable<Cluster> | null {
    const before = this.#telling
    if (before === null || !tellsAlike(before, telling)) return null
    const changed = telling.satker.changedSince(before.satker)
    const satker = telling.satker.values()
    return changed && new Set(changed.flatMap((place) => clusterOf.get(satker[place]!.code) ?? []))
  }

  /** Whether any says something else than before. */
  #tell(clusters: Iterable<Cluster>, telling: KeptTelling): boolean {
    let isOther = false
    for (const cluster of clusters) {
      const known = this.#byKey.get(cluster.key)
      const mark = markOf(cluster, telling)
      if (known && saysTheSame(known, mark)) continue
      this.#byKey.set(cluster.key, mark)
      isOther = true
    }
    return isOther
  }
}

/** But for the statuses. What is coloured by load follows what is measured, which is not looked through here. */
function tellsAlike(a: KeptTelling, b: KeptTelling): boolean {
  return (
    a.loadOf === null &&
    b.loadOf === null &&
    a.filter === b.filter &&
    a.hubs === b.hubs &&
    a.centres === b.centres &&
    a.inMaintenance === b.inMaintenance
  )
}
