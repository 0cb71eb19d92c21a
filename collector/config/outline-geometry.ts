/** Reads the polygons of features that are as GeoJSON has them. */
import type { Position } from '../domain/ring.ts'
import { isJsonObject, type OutlineFeature, type Report, withName } from './outline-feature.ts'
import { shown } from './shown.ts'

/** A feature with its polygons, lists of rings, as the file has them. */
export interface OutlineShape {
  feature: OutlineFeature
  polygons: Position[][][]
}

/** In the order of the features; null after a complaint. */
export function shapesOf(features: readonly OutlineFeature[], report: Report): OutlineShape[] | null {
  const shapes = features.map((feature) => shapeOf(feature, report)).filter((shape) => shape !== null)
  if (shapes.length < features.length) return null
  let points = 0
  for (const { polygons } of shapes)
    for (const rings of polygons) for (const ring of rings) points += ring.length
  return isTooMuch(points, report) ? null : shapes
}

/** More than a national map can show: what is beyond would only make every page slow. */
const mostPoints = 200_000

export function isTooMuch(points: number, report: Report): boolean {
  if (points <= mostPoints) return false
  const cure = 'simplify it, in QGIS by Vector > Geometry Tools > Simplify'
  report('', `has ${points} points, more than ${mostPoints}; ${cure}`)
  return true
}

function shapeOf(feature: OutlineFeature, report: Report): OutlineShape | null {
  const { path, geometry } = feature
  if (!isJsonObject(geometry)) {
    report(path, withName(feature, 'has no geometry; draw its outline, or remove it'))
    return null
  }
  const { type, coordinates } = geometry
  const isSingle = type === 'Polygon'
  if (!isSingle && type !== 'MultiPolygon') {
    const kind = typeof type === 'string' ? shown(type) : 'geometry without a type'
    const cure = 'an outline is a Polygon or a MultiPolygon, so convert or remove it'
    report(path, withName(feature, `is a ${kind}; ${cure}`))
    return null
  }
  const polygons: unknown = isSingle ? [coordinates] : coordinates
  const odd = firstOdd(polygons)
  if (!odd) return { feature, polygons: polygons as Position[][][] }
  const place = (isSingle ? odd.place.slice(1) : odd.place).map((i) => `[${i}]`).join('')
  report(`${path}.geometry.coordinates${place}`, `is not ${odd.meant}; mend it, or export the file again`)
  return null
}

/** The first value that is not what GeoJSON has in its place; null where all is as it should be. */
function firstOdd(polygons: unknown): { place: number[]; meant: string } | null {
  if (!isList(polygons)) return { place: [], meant: 'a list of polygons' }
  for (const [p, rings] of polygons.entries()) {
    if (!isList(rings)) return { place: [p], meant: 'a list of rings' }
    for (const [r, points] of rings.entries()) {
      if (!isList(points)) return { place: [p, r], meant: 'a list of points' }
      const i = points.findIndex((point) => !isPoint(point))
      if (i !== -1) return { place: [p, r, i], meant: 'a point, two numbers: longitude and latitude' }
    }
  }
  return null
}

export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value)
}

/** A height may follow, and is not looked at. A number such as 1e999 reads as infinite. */
export function isPoint(value: unknown): boolean {
  return isList(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1])
}
