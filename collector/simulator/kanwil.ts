/** Which regional office serves a province, and what time it is there. */
import { provinces } from '../domain/province.ts'
import type { Province } from '../domain/province.ts'

/** The provinces of 2022 have no regional office yet: that of the province they came from serves them. */
const servedBy: Record<string, string> = { 93: '91', 94: '91', 95: '91', 96: '92' }

/** Code of the province whose Kanwil it is. */
export function kanwilOf(province: string): string {
  return servedBy[province] ?? province
}

/** The 34 provinces that have one. */
export function provincesWithKanwil(): Province[] {
  return provinces.filter(({ code }) => kanwilOf(code) === code)
}

/** Sumatra, Java, and of Kalimantan the west and the middle; the middle of the country; Maluku and Papua. */
export function zoneOf(province: string): string {
  if (province < '40' || province === '61' || province === '62') return 'Asia/Jakarta'
  return province < '80' ? 'Asia/Makassar' : 'Asia/Jayapura'
}
