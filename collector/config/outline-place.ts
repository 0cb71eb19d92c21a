/** Judges whether outlines lie where Indonesia is: if not, they are in metres, or turned round. */
import type { Position } from '../domain/ring.ts'
import { type OutlineFeature, type Report, withName } from './outline-feature.ts'
import type { OutlineShape } from './outline-geometry.ts'

/** Its land and its seas, and some room. */
const indonesia = { west: 90, east: 146, south: -16, north: 10 }

/** One complaint for the whole file: where one point is elsewhere, mostly all are. */
export function isInPlace(shapes: readonly OutlineShape[], report: Report): boolean {
  const far = firstPoint(shapes, (point) => !isInIndonesia(point))
  if (!far) return true
  if (!firstPoint(shapes, ([x, y]) => !isInIndonesia([y, x]))) {
    const cure = 'write [longitude, latitude], such as [115.2, -8.7]'
    report('', `has latitude and longitude the wrong way round; ${cure}`)
    return false
  }
  const inMetres = firstPoint(shapes, ([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90)
  const { feature, point } = inMetres ?? far
  const what = inMetres
    ? `has a point at ${point[0]}, ${point[1]}, which is no longitude and latitude in degrees`
    : `has a point at longitude ${point[0]}, latitude ${point[1]}, far from Indonesia`
  const cure = inMetres ? 'export the file in WGS 84 (EPSG:4326)' : 'mend or remove it'
  report(feature.path, withName(feature, `${what}; ${cure}`))
  return false
}

function firstPoint(
  shapes: readonly OutlineShape[],
  is: (point: Position) => boolean,
): { feature: OutlineFeature; point: Position } | null {
  for (const { feature, polygons } of shapes) {
    for (const ring of polygons.flat()) {
      const point = ring.find(is)
      if (point) return { feature, point }
    }
  }
  return null
}

function isInIndonesia([longitude, latitude]: Position): boolean {
  const { west, east, south, north } = indonesia
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north
}
