/** A feature of a file of outlines, whatever the format of the file. */
import { shown } from './shown.ts'

export interface OutlineFeature {
  /** Such as `features[3]`. */
  path: string
  id: unknown
  properties: JsonObject
  /** What the file calls it; null where no property is known to hold a name. */
  name: string | null
  /** As GeoJSON has it, or would. Not yet looked at. */
  geometry: unknown
}

export type JsonObject = Readonly<Record<string, unknown>>

/** Says what is wrong, and with which part of the file; an empty path means the whole. */
export type Report = (path: string, message: string) => void

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function featureOf(path: string, feature: JsonObject, geometry: unknown): OutlineFeature {
  const properties = isJsonObject(feature.properties) ? feature.properties : {}
  return { path, id: feature.id, properties, name: nameIn(properties), geometry }
}

/** BIG's own key first, then what others call it; in lower case, letters only. */
const nameKeys = [
  'wadmpr',
  'provinsi',
  'namaprovinsi',
  'namaprov',
  'namprov',
  'nmprov',
  'propinsi',
  'province',
]
const laterNameKeys = ['nama', 'name', 'namobj', 'nm', 'n']

function nameIn(properties: JsonObject): string | null {
  const names = new Map<string, string>()
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'string' && /\p{L}/u.test(value)) names.set(lettersOf(key), value)
  }
  const key = [...nameKeys, ...laterNameKeys].find((known) => names.has(known))
  return key === undefined
    ? null
    : names
        .get(key)!
        .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
        .trim()
        .slice(0, 100)
}

/** The feature as a message begins with it: its name, and what is said of it. */
export function withName({ name }: OutlineFeature, rest: string): string {
  return name === null ? rest : `${shown(name)} ${rest}`
}

/** All of the country's kecamatan are fewer. */
const mostFeatures = 10_000

export function isTooMany(features: number, report: Report): boolean {
  if (features <= mostFeatures) return false
  const cure = 'merge those of each province, in QGIS by Dissolve'
  report('', `has ${features} features, more than ${mostFeatures}; ${cure}`)
  return true
}

export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}
