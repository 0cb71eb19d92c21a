/** Reads the ministry's own outlines of the provinces, GeoJSON or TopoJSON, into one form. */
import {
  outlinesGeoJson,
  type ProvinceOutline,
  mergedOutlines,
  woundPolygon,
} from '../domain/province-outlines.ts'
import { provinceOf } from '../domain/province.ts'
import type { FilesUnder } from './files-under.ts'
import { jsonFault } from './json-fault.ts'
import type { Reader } from './map.ts'
import { provinceCodes } from './outline-code.ts'
import {
  featureOf,
  isJsonObject,
  isTooMany,
  type JsonObject,
  type OutlineFeature,
  type Report,
  withName,
} from './outline-feature.ts'
import { isList, shapesOf } from './outline-geometry.ts'
import { isInPlace } from './outline-place.ts'
import { topologyFeatures } from './outline-topology.ts'
import { shown } from './shown.ts'

const kind = { called: 'a GeoJSON or TopoJSON file', cure: 'simplify it, to 16 MiB at most' }

/**
 * Gives them as the bytes of a GeoJSON document, made here, in the thread that reads: a list of each point would
 * keep the collector's own thread busy when it comes over, and again whenever a browser asks.
 */
export function readOutlines(files: FilesUnder): Reader<Uint8Array> {
  return (entry) => {
    const path = files.path(entry)
    if (path === undefined) return undefined
    const file = files.readText(path, entry, kind)
    if (!file) return undefined
    const complain = (within: string, message: string, line = 1, column = 1): void =>
      files.complain({ file: file.shown, line, column, path: within, message })
    let json: unknown
    try {
      json = JSON.parse(file.text)
    } catch {
      const before = file.text.slice(0, jsonFault(file.text) ?? 0).split('\n')
      const message = 'is not JSON from here on; export the file again, as GeoJSON or TopoJSON'
      complain('', message, before.length, before.at(-1)!.length + 1)
      return undefined
    }
    const outlines = outlinesIn(json, complain)
    return outlines ? new TextEncoder().encode(JSON.stringify(outlinesGeoJson(outlines))) : undefined
  }
}

function outlinesIn(json: unknown, report: Report): ProvinceOutline[] | null {
  const features = featuresIn(json, report)
  if (!features) return null
  const codes = provinceCodes(features, report)
  const shapes = shapesOf(features, report)
  if (!shapes || !isInPlace(shapes, report) || !codes) return null
  const outlines = shapes.map(({ feature, polygons: drawn }, i): ProvinceOutline => {
    const polygons = drawn.map(woundPolygon).filter((polygon) => polygon !== null)
    if (polygons.length === 0)
      report(feature.path, withName(feature, 'encloses no area; draw its outline, or remove it'))
    const code = codes[i]!
    return { code, name: provinceOf(code)?.name ?? feature.name ?? code, polygons }
  })
  return outlines.every(({ polygons }) => polygons.length > 0) ? mergedOutlines(outlines) : null
}

function featuresIn(json: unknown, report: Report): OutlineFeature[] | null {
  const file = isJsonObject(json) ? json : {}
  if (file.type === 'FeatureCollection') return collectionFeatures(file, report)
  if (file.type === 'Topology') return topologyFeatures(file, report)
  const type = typeof file.type === 'string' ? `its type is ${shown(file.type)}` : 'it has no type'
  report(
    '',
    `is neither a GeoJSON FeatureCollection nor a TopoJSON Topology: ${type}; export the file as one of them`,
  )
  return null
}

function collectionFeatures({ features }: JsonObject, report: Report): OutlineFeature[] | null {
  if (isList(features) && features.length > 0) {
    if (isTooMany(features.length, report)) return null
    return features.map((each, i) => {
      const feature = isJsonObject(each) ? each : {}
      return featureOf(`features[${i}]`, feature, feature.geometry)
    })
  }
  report('features', 'is no list with something in it; export the provinces, one or more features each')
  return null
}
