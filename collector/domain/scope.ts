import type { Satker, SatkerType } from './satker.ts'

/**
 * Whose rows may be seen. Provinces and types narrow each other (the KUA of Bali); single satker come on top of them.
 * A limit that names nothing lets nothing be seen.
 */
export type Scope = typeof everything | Limits

export interface Limits {
  /** Kemendagri codes. Empty: any, where types are named. */
  readonly provinces: readonly string[]
  /** Empty: any, where provinces are named. */
  readonly types: readonly SatkerType[]
  /** Codes. */
  readonly satker: readonly string[]
}

export const everything = 'everything'

export type PlacedSatker = Pick<Satker, 'code' | 'province' | 'type'>

export function isWithin(satker: PlacedSatker, scope: Scope): boolean {
  if (scope === everything) return true
  const { provinces, types, satker: codes } = scope
  if (codes.includes(satker.code)) return true
  if (provinces.length === 0 && types.length === 0) return false
  const ofProvince = provinces.length === 0 || provinces.includes(satker.province)
  return ofProvince && (types.length === 0 || types.includes(satker.type))
}

/** Two scopes of the same text let the same rows be seen. */
export function scopeText(scope: Scope): string {
  if (scope === everything) return everything
  const { provinces, types, satker } = scope
  return JSON.stringify([provinces, types, satker].map((names) => [...new Set(names)].toSorted()))
}
