/** Takes the features out of a topology, which is checked before: the library that decodes it trusts it. */
import { feature as decode } from 'topojson-client'
import { provinceCodes } from './outline-code.ts'
import {
  featureOf,
  isJsonObject,
  isTooMany,
  type JsonObject,
  type OutlineFeature,
  type Report,
} from './outline-feature.ts'
import { isList, isPoint, isTooMuch } from './outline-geometry.ts'
import { shown } from './shown.ts'

type Topology = Parameters<typeof decode>[0]
type Geometry = Extract<Parameters<typeof decode>[1], { type: 'Polygon' }>

/** Null after a complaint. */
export function topologyFeatures(topology: JsonObject, report: Report): OutlineFeature[] | null {
  if (isTooMany(countFeatures(topology), report)) return null
  const layers = layersOf(topology).filter((layer) => layer.some(({ geometry }) => isArea(geometry)))
  if (layers.length === 0) {
    report('objects', 'holds no polygons; export the provinces as areas, not as lines or points')
    return null
  }
  const lengths = arcLengths(topology, report)
  if (!lengths) return null
  // One file can hold provinces and kabupaten side by side.
  const layer = layers.find((each) => provinceCodes(each, () => {}) !== null) ?? layers[0]!
  const counted = layer.map(({ path, geometry }) => countPoints(path, geometry, lengths, report))
  if (counted.includes(null)) return null
  // Many rings can name the same long arc: so they are counted before they are drawn out.
  const points = counted.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  if (isTooMuch(points, report)) return null
  return layer.map((each) => ({ ...each, geometry: drawn(topology, each.geometry) }))
}

function countFeatures({ objects }: JsonObject): number {
  const counts = Object.values(isJsonObject(objects) ? objects : {}).map((object) =>
    isJsonObject(object) && isList(object.geometries) ? object.geometries.length : 1,
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The features of each object of the topology. */
function layersOf({ objects }: JsonObject): OutlineFeature[][] {
  return Object.entries(isJsonObject(objects) ? objects : {}).map(([name, object]) => {
    const path = `objects.${shown(name)}`
    if (!isJsonObject(object)) return []
    const { type, geometries } = object
    if (type !== 'GeometryCollection' || !isList(geometries)) return [featureOf(path, object, object)]
    return geometries.map((geometry, i) =>
      featureOf(`${path}.geometries[${i}]`, isJsonObject(geometry) ? geometry : {}, geometry),
    )
  })
}

function isArea(geometry: unknown): geometry is JsonObject {
  return isJsonObject(geometry) && (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon')
}

/** How many points each arc has. */
function arcLengths({ transform, arcs }: JsonObject, report: Report): number[] | null {
  const isPlain = transform === undefined || transform === null
  if (!isPlain && !(isJsonObject(transform) && isPoint(transform.scale) && isPoint(transform.translate))) {
    report('transform', 'is not a scale and a translate of two numbers each; export the file again')
    return null
  }
  if (!isList(arcs)) {
    report('arcs', 'is not a list of arcs; export the file again')
    return null
  }
  const odd = arcs.findIndex((arc) => !isList(arc) || arc.length === 0 || !arc.every(isPoint))
  if (odd === -1) return arcs.map((arc) => (isList(arc) ? arc.length : 0))
  report(`arcs[${odd}]`, 'is not a list of points of two numbers each; export the file again')
  return null
}

/** Null where it names arcs that are not there. What is no area is left to the reader of the geometry. */
function countPoints(
  path: string,
  geometry: unknown,
  lengths: readonly number[],
  report: Report,
): number | null {
  if (!isArea(geometry)) return 0
  const polygons: unknown = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs
  const rings = isList(polygons) && polygons.every(isList) ? polygons.flat() : [null]
  let points = 0
  for (const ring of rings) {
    const found = isList(ring) && ring.length > 0 ? ring.map((arc) => lengths[indexOf(arc)]) : [undefined]
    for (const length of found) {
      if (length === undefined) {
        report(`${path}.arcs`, `is not rings of arcs from 0 to ${lengths.length - 1}; export the file again`)
        return null
      }
      points += length
    }
  }
  return points
}

/** An arc that is walked backwards is named by the complement of its index. -1 is the index of none. */
function indexOf(arc: unknown): number {
  if (typeof arc !== 'number' || !Number.isInteger(arc)) return -1
  return arc < 0 ? -1 - arc : arc
}

function drawn(topology: JsonObject, geometry: unknown): unknown {
  if (!isArea(geometry)) return geometry
  const { type, arcs } = geometry
  // All that the library reads of them has been checked above.
  return decode(topology as unknown as Topology, { type, arcs } as unknown as Geometry).geometry
}
