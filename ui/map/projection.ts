/**
 * Where a place stands on the map. Indonesia lies along the equator, so degrees are drawn as they are: at
 * 11° of latitude that stretches it by less than two per cent, and the whole projection is two lines.
 */
import type { Point } from './view.svelte.ts'

/** Map units per degree; the coast is cut in these units when the page is built. */
export const unitsPerDegree = 100

/** What must be seen, in degrees: all of Indonesia with a little sea around it. */
export const indonesia = { west: 94, east: 142.2, south: -11.6, north: 6.6 }

/** What the coast is cut out of: more than any window shows around Indonesia. */
export const surroundings = { west: 80, east: 156, south: -34, north: 30 }

/** Latitude and longitude in degrees to map units, y downwards. */
export function project([latitude, longitude]: [number, number]): Point {
  return {
    x: (longitude - surroundings.west) * unitsPerDegree,
    y: (surroundings.north - latitude) * unitsPerDegree,
  }
}

/** Back from map units to latitude and longitude. */
export function unproject({ x, y }: Point): [latitude: number, longitude: number] {
  return [surroundings.north - y / unitsPerDegree, x / unitsPerDegree + surroundings.west]
}
