/** Finds which of the properties of a file of outlines is the Kemendagri code of the province. */
import { provinceOf, provinces } from '../domain/province.ts'
import { lettersOf, type OutlineFeature, type Report, withName } from './outline-feature.ts'
import { shown } from './shown.ts'

/** The code of each feature, in their order; null after a complaint. */
export function provinceCodes(features: readonly OutlineFeature[], report: Report): string[] | null {
  const candidates = candidatesIn(features)
  const best = bestOf(
    candidates.filter(({ codes }) => codes.every((code) => code !== null)),
    features,
  )
  if (!best) {
    complainOfNone(candidates, features, report)
    return null
  }
  const codes = best.codes.filter((code) => code !== null)
  const at = features.findIndex((feature, i) => codeMeant(feature, codes[i]!) !== null)
  const feature = features[at]
  if (!feature) return codes
  const code = codes[at]!
  const meant = `${provinceOf(code)?.name ?? 'none'}, and ${feature.name} is ${codeMeant(feature, code)}`
  report(
    feature.path,
    `has the ${best.key} ${code}, but ${code} is ${meant}; use Kemendagri's codes, not those of BPS`,
  )
  return null
}

/** A place where each feature may keep its code. */
interface Candidate {
  key: string
  values: unknown[]
  /** Null where the value is no code of a province. */
  codes: (string | null)[]
}

/** In the order in which they are believed: the id, then keys that say so, then all the others. */
function candidatesIn(features: readonly OutlineFeature[]): Candidate[] {
  const keys = Object.keys(features[0]?.properties ?? {}).toSorted((a, b) => trust(a) - trust(b))
  const candidate = (key: string, valueOf: (feature: OutlineFeature) => unknown): Candidate => {
    const values = features.map(valueOf)
    return { key, values, codes: values.map(codeOf) }
  }
  const own = (key: string) => (feature: OutlineFeature) =>
    Object.hasOwn(feature.properties, key) ? feature.properties[key] : undefined
  return [candidate('id', ({ id }) => id), ...keys.map((key) => candidate(key, own(key)))]
}

const codeKeys = ['kodekemendagri', 'kemendagri', 'kdppum', 'kodeprovinsi', 'kodeprov', 'kdprov', 'provcode']
const laterCodeKeys = ['kode', 'code', 'kd', 'k', 'id']

function trust(key: string): number {
  const letters = lettersOf(key)
  const at = [...codeKeys, ...laterCodeKeys].indexOf(letters)
  if (at !== -1) return at
  return letters.includes('bps') ? 101 : 100
}

function codeOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return /^[1-9]\d$/.test(text) ? text : null
}

/**
 * That which tells most provinces apart by codes that Kemendagri gives, to a feature that is not called otherwise:
 * BPS numbers some of them otherwise, and a count or a year of two digits looks like a code too.
 */
function bestOf(fitting: readonly Candidate[], features: readonly OutlineFeature[]): Candidate | undefined {
  const worth = ({ codes }: Candidate): number =>
    new Set(codes.filter((code, i) => code && provinceOf(code) && codeMeant(features[i]!, code) === null))
      .size
  // The sort is stable: where two are worth the same, the one believed before stays before.
  return fitting.map((one) => ({ one, worth: worth(one) })).toSorted((a, b) => b.worth - a.worth)[0]?.one
}

const codesByName = new Map(provinces.map(({ code, name }) => [lettersOf(name), code]))

/** The code of the province whose name the feature bears, where that is another one. */
function codeMeant(feature: OutlineFeature, code: string): string | null {
  const meant = codesByName.get(lettersOf(feature.name ?? ''))
  return meant === undefined || meant === code ? null : meant
}

function complainOfNone(
  candidates: readonly Candidate[],
  features: readonly OutlineFeature[],
  report: Report,
): void {
  const finer = candidates.find(({ values }) => values.every(isKabupaten))
  if (finer) {
    const example = shown(String(finer.values[0]))
    const cure = 'dissolve them by the first two digits, or export the provinces'
    return report('', `holds kabupaten and not provinces (${finer.key} is ${example}); ${cure}`)
  }
  const nearest = candidates.toSorted((a, b) => hits(b) - hits(a))[0]
  const odd = nearest?.codes.indexOf(null) ?? -1
  const feature = features[odd]
  if (nearest && feature && hits(nearest) > features.length / 2) {
    const cure = 'write two digits, such as 51, or remove the feature'
    return report(feature.path, withName(feature, `has ${said(nearest.key, nearest.values[odd])}; ${cure}`))
  }
  const keys = candidates.filter(({ values }) => values.some((value) => value !== undefined))
  const there = keys.length === 0 ? 'there are none' : `there are: ${listed(keys.map(({ key }) => key))}`
  report('', `no property is a Kemendagri code in every feature, two digits such as 51; ${there}`)
}

/** "1101", "11.01", and as numbers, where 11.10 has lost its end. */
function isKabupaten(value: unknown): boolean {
  if (typeof value === 'number') return /^[1-9]\d(\.\d{1,2}|\d\d)$/.test(String(value))
  return typeof value === 'string' && /^[1-9]\d\.?\d\d$/.test(value.trim())
}

function hits({ codes }: Candidate): number {
  return codes.filter((code) => code !== null).length
}

function said(key: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number')
    return `the ${shown(key)} ${shown(String(value))}, which is no code of a province`
  return `no ${shown(key)}`
}

function listed(keys: readonly string[]): string {
  const names = [...new Set(keys)].map(shown)
  return names.length > 12
    ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more`
    : names.join(', ')
}
