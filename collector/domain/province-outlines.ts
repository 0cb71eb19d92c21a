/** Where the provinces lie, as the ministry draws them. */
import { type Ring, signedArea, tidyRing } from './ring.ts'

export interface ProvinceOutline {
  /** Kemendagri's, two digits. */
  code: string
  name: string
  polygons: Polygon[]
}

/** The exterior ring, clockwise on the map, then the holes, counterclockwise. */
export type Polygon = Ring[]

/** About 400 square metres of the globe: what is smaller cannot be seen, nor its direction be told for certain. */
const leastSteradians = 1e-11

/**
 * Winds the rings as d3-geo expects, which is the opposite of RFC 7946, whatever way the file has them: a ring the
 * other way round would paint everything but the province. Null where the polygon encloses nothing.
 */
export function woundPolygon(rings: readonly Ring[]): Polygon | null {
  const [exterior, ...inner] = rings.map((points) => {
    const ring = tidyRing(points)
    return ring && measured(ring)
  })
  if (!exterior || !isArea(exterior.area)) return null
  const holes = inner.filter((hole) => hole !== null).filter(({ area }) => isArea(area))
  const left = holes.reduce((area, hole) => area - hole.area, exterior.area)
  // Holes that leave nothing are no holes but islands in the wrong place, or the same ring twice.
  if (left < leastSteradians) return [exterior.ring]
  return [exterior.ring, ...holes.map(({ ring }) => ring.toReversed())]
}

/** Several features can be parts of one province: islands, or its kabupaten. */
export function mergedOutlines(outlines: readonly ProvinceOutline[]): ProvinceOutline[] {
  const merged = new Map<string, ProvinceOutline>()
  for (const { code, name, polygons } of outlines) {
    const known = merged.get(code)
    merged.set(
      code,
      known ? { ...known, polygons: known.polygons.concat(polygons) } : { code, name, polygons },
    )
  }
  return [...merged.values()].toSorted((a, b) => Number(a.code) - Number(b.code))
}

interface Measured {
  /** Clockwise. */
  ring: Ring
  area: number
}

function measured(ring: Ring): Measured {
  const area = signedArea(ring)
  return area < 0 ? { ring: ring.toReversed(), area: -area } : { ring, area }
}

/** Half the globe or more is no province: such a ring winds round and round. */
function isArea(steradians: number): boolean {
  return steradians >= leastSteradians && steradians < 2 * Math.PI
}

/** As a GeoJSON FeatureCollection, but for the direction of the rings. */
export function outlinesGeoJson(outlines: readonly ProvinceOutline[]): object {
  return {
    type: 'FeatureCollection',
    features: outlines.map(({ code, name, polygons }) => ({
      type: 'Feature',
      id: code,
      properties: { code, name },
      geometry: { type: 'MultiPolygon', coordinates: polygons },
    })),
  }
}
