/** The ministry's outlines of its provinces, drawn in map units and with no more points than can be seen. */
import { extentOf, type Extent } from './fit.ts'
import { pathText } from './path-text.ts'
import { project } from './projection.ts'
import { ringArea, simplify, type Corner } from './simplify.ts'
import type { Point } from './view.svelte.ts'

/** As `GET /api/outlines` answers: GeoJSON, longitude first. */
export interface Outlines {
  features: {
    properties: { code: string; name: string }
    geometry: { coordinates: [longitude: number, latitude: number][][][] }
  }[]
}

export interface Province {
  code: string
  name: string
  /** Text of an SVG path, in tenths of a map unit. */
  path: string
  extent: Extent
  rings: Corner[][]
}

/** As fine as the coast: square map units, of about 1.2 km² each. */
const leastTriangle = 0.4
const leastIsland = 0.8

/** Rests between provinces, so that a file of several megabytes does not hold up the page. */
export async function provincesOf({ features }: Outlines, rest: () => Promise<void>): Promise<Province[]> {
  const provinces: Province[] = []
  for (const { properties, geometry } of features) {
    const rings = light(geometry.coordinates.flat())
    const extent = extentOf(rings.flat().map(([x, y]) => ({ x, y })))
    if (extent) {
      const path = rings.map((ring) => pathText(ring.slice(0, -1), true)).join('')
      provinces.push({ code: properties.code, name: properties.name, path, extent, rings })
    }
    await rest()
  }
  return provinces
}

function light(rings: readonly [longitude: number, latitude: number][][]): Corner[][] {
  const drawn = rings.map((ring) =>
    ring.map(([longitude, latitude]): Corner => {
      const { x, y } = project([latitude, longitude])
      return [x, y]
    }),
  )
  const kept = drawn
    .filter((ring) => ringArea(ring) >= leastIsland)
    .map((ring) => simplify(ring, leastTriangle))
    .filter((ring) => ring.length > 3)
  // A province of nothing but small islands is still one.
  return kept.length > 0 ? kept : drawn
}

export function provinceAt(provinces: readonly Province[], at: Point): Province | undefined {
  return provinces.find(({ extent, rings }) => isInExtent(extent, at) && isInside(rings, at))
}

function isInExtent({ left, right, top, bottom }: Extent, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom
}

/** By the number of borders between the point and the east, holes included. */
function isInside(rings: readonly Corner[][], { x, y }: Point): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    }
  }
  return inside
}
