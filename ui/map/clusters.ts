/**
 * Where marks would crowd, one stands for them all. Which ones depends on the places and the scale only: moving the
 * map, or a change of status, moves nobody from one cluster to another.
 */
import { absorb, type Crowd } from './absorb.ts'
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
  { cellPx: 40, most: 64, hidesPx: 11 },
  { cellPx: 20, most: 17, hidesPx: 10 },
  // Practically on one point: what is beside it is left alone, if only it can be seen.
  { cellPx: 3, most: 1, hidesPx: 4 },
]

/** Scales between which nothing changes: else every turn of the wheel would sort the whole map anew. */
export function clusterScale(scale: number): number {
  return 2 ** (Math.round(Math.log2(scale) * 2) / 2)
}

/** `scale`: pixels per map unit, or fewer where marks are drawn larger than usual. */
export function clustersOf(places: readonly Located[], scale: number): Cluster[] {
  const crowds: Crowd[] = []
  let rest = places
  for (const { cellPx, most, hidesPx } of levels) {
    const alone: Located[] = []
    const units = cellPx / scale
    for (const inside of cellsOf(rest, units)) {
      if (inside.length <= most) alone.push(...inside)
      else crowds.push({ key: keyOf(inside), at: middleOf(inside, units), places: inside, hidesPx })
    }
    rest = alone
  }
  return absorb(crowds, rest.map(alone), scale)
}

export function alone(place: Located): Cluster {
  return { key: place.code, at: place.at, places: [place] }
}

function cellsOf(places: readonly Located[], units: number): Iterable<Located[]> {
  const cells = new Map<number, Located[]>()
  for (const place of places) {
    const cell = cellOf(place.at, units)
    const inside = cells.get(cell)
    if (inside) inside.push(place)
    else cells.set(cell, [place])
  }
  return cells.values()
}

/** The same whatever order they come in, and another than that of any place. */
function keyOf(places: readonly Located[]): string {
  const first = places.reduce((least, { code }) => (code < least ? code : least), places[0]!.code)
  return `around ${first}`
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
