/** What would lie under a disc becomes part of it: the larger takes in the smaller, and stays where it is. */
import { cellOf, cellsAround } from './cell.ts'
import type { Cluster } from './clusters.ts'

/** Discs may lie on one another by a little: their counts are still read. */
const apart = 0.88
/** Of the largest disc's reach, at least. */
const cellPx = 40

export interface Crowd extends Cluster {
  /** A single mark that is nearer to its middle than this is not seen beside it. */
  hidesPx: number
}

/** `scale`: pixels per map unit. */
export function absorb(crowds: readonly Crowd[], singles: readonly Cluster[], scale: number): Cluster[] {
  const units = cellPx / scale
  const parts = new Map<Crowd, Cluster[]>()
  const kept = new Map<number, Crowd[]>()
  const above = (one: Cluster): Crowd | undefined =>
    cellsAround(one.at, units)
      .flatMap((cell) => kept.get(cell) ?? [])
      .find((crowd) => {
        const px = Math.hypot(crowd.at.x - one.at.x, crowd.at.y - one.at.y) * scale
        return one.places.length === 1 ? px < crowd.hidesPx : px < (discReach(crowd) + discReach(one)) * apart
      })
  const largestFirst = (a: Cluster, b: Cluster) =>
    b.places.length - a.places.length || (a.key < b.key ? -1 : 1)
  for (const crowd of crowds.toSorted(largestFirst)) {
    const larger = above(crowd)
    if (larger) {
      parts.get(larger)!.push(crowd)
      continue
    }
    parts.set(crowd, [crowd])
    const cell = cellOf(crowd.at, units)
    kept.set(cell, [...(kept.get(cell) ?? []), crowd])
  }
  const free = singles.filter((one) => {
    const crowd = above(one)
    if (crowd) parts.get(crowd)!.push(one)
    return !crowd
  })
  const whole = [...parts].map(([{ key, at }, inside]) => ({
    key,
    at,
    places: inside.flatMap(({ places }) => places),
  }))
  return [...whole, ...free]
}

/** In pixels, as if it were not well: whether it is must not change what it stands for. */
export function discReach({ places }: Pick<Cluster, 'places'>): number {
  return 8.2 + 2.4 * Math.log10(places.length)
}
