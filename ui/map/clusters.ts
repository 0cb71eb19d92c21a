/**
 * Where marks would crowd, one stands for them all. Which ones depends on the places and the scale only: moving the
 * map, or a change of status, moves nobody from one cluster to another.
 */
import { absorb } from './absorb.ts'
import { cellOf } from './cell.ts'
import type { Point } from './view.svelte.ts'

export interface Located {
  code: string
  /** In map units. */
  at: Point
}

export interface Cluster {
  key: string
  /** About the middle of its places, in map units. */
  at: Point
  /** One, or several that would crowd. */
  places: readonly Located[]
}

/** Cells in pixels, the larger first, and how many marks may stand alone in one: one in 25 square pixels at most. */
const levels = [
  { cellPx: 40, most: 64 },
  { cellPx: 20, most: 17 },
  // Practically on one point.
  { cellPx: 3, most: 1 },
]

const twinLevel = 2

/** Scales between which nothing changes: else every turn of the wheel would sort the whole map anew. */
export function clusterScale(scale: number): number {
  return 2 ** (Math.round(Math.log2(scale) * 2) / 2)
}

/** `scale`: pixels per map unit, or fewer where marks are drawn larger than usual. */
export function clustersOf(places: readonly Located[], scale: number): Cluster[] {
  const crowds: Cluster[] = []
  const twins: Cluster[] = []
  let rest = places
  for (const [level, { cellPx, most }] of levels.entries()) {
    const alone: Located[] = []
    const units = cellPx / scale
    for (const [cell, inside] of cellsOf(rest, units)) {
      if (inside.length <= most) alone.push(...inside)
      else {
        const cluster = { key: `${level}:${cell}`, at: middleOf(inside, units), places: inside }
        ;(level === twinLevel ? twins : crowds).push(cluster)
      }
    }
    rest = alone
  }
  return absorb(crowds, [...twins, ...rest.map(alone)], scale)
}

export function alone(place: Located): Cluster {
  return { key: place.code, at: place.at, places: [place] }
}

function cellsOf(places: readonly Located[], units: number): Map<number, Located[]> {
  const cells = new Map<number, Located[]>()
  for (const place of places) {
    const cell = cellOf(place.at, units)
    const inside = cells.get(cell)
    if (inside) inside.push(place)
    else cells.set(cell, [place])
  }
  return cells
}

/** Not in the outer quarter of its cell, so that neighbours do not lie on one another. */
function middleOf(places: readonly Located[], units: number): Point {
  let [x, y] = [0, 0]
  for (const { at } of places) {
    x += at.x
    y += at.y
  }
  const inner = (mean: number) => {
    const start = Math.floor(mean / units) * units
    return Math.min(start + 0.75 * units, Math.max(start + 0.25 * units, mean))
  }
  return { x: inner(x / places.length), y: inner(y / places.length) }
}
