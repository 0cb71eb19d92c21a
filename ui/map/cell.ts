/** The cells of a grid laid over the map, by number, so that what is near is found without asking everybody. */
import type { Point } from './view.svelte.ts'

/** The map is far narrower than a million cells. */
const across = 1_000_000

/** `units`: side of a cell, in map units. */
export function cellOf({ x, y }: Point, units: number): number {
  return Math.floor(y / units) * across + Math.floor(x / units)
}

/** The cell itself and the eight around it. */
export function cellsAround(at: Point, units: number): number[] {
  const cell = cellOf(at, units)
  return [-across, 0, across].flatMap((row) => [-1, 0, 1].map((column) => cell + row + column))
}
