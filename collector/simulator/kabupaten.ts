/** The kabupaten and kota of Indonesia, where the offices of a synthetic fleet stand. */
import { readFileSync } from 'node:fs'
import { provinceOf } from '../domain/province.ts'

export interface Kabupaten {
  /** Kemendagri code, four digits: the first two are the province's. */
  code: string
  /** As an office writes it: `Kab. Kaur`, `Kota Ambon`. */
  name: string
  province: string
  /** Latitude and longitude of its middle, degrees. */
  location: [number, number]
  /** How hard a line is to bring there: kilometres to the capital of its province, and what lies between. */
  remoteness: number
}

/** All 514, in the order of their codes. */
export function readKabupaten(): Kabupaten[] {
  const text = readFileSync(new URL('./kabupaten-kota.csv', import.meta.url), 'utf8')
  const [, ...rows] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return rows.map((row) => {
    const [code = '', name = '', latitude, longitude] = row.split(',')
    const province = code.slice(0, 2)
    const location: [number, number] = [Number(latitude), Number(longitude)]
    return { code, name, province, location, remoteness: remotenessOf(name, province, location) }
  })
}

/** Fibre is everywhere on Java; the east is mountains and sea. By the first digit of the code. */
const ruggedness: Record<string, number> = { 1: 0.35, 2: 0.35, 3: 0.02, 5: 0.8, 6: 0.8, 7: 0.6, 8: 1.4, 9: 3 }
const islands = /Kepulauan|Kep\.|Nias|Simeulue/
const islandsWeigh = 2.5
const townsWeigh = 0.3
const kmPerDegree = 111
/** Even beside the capital a line has to be brought. */
const leastKm = 40

function remotenessOf(name: string, province: string, [latitude, longitude]: [number, number]): number {
  const [capitalLatitude, capitalLongitude] = provinceOf(province)!.location
  // All of the country is so near the equator that a degree of longitude is as long as one of latitude.
  const km = leastKm + kmPerDegree * Math.hypot(latitude - capitalLatitude, longitude - capitalLongitude)
  const weight = name.startsWith('Kota') ? townsWeigh : islands.test(name) ? islandsWeigh : 1
  return km * ruggedness[province[0]!]! * weight
}
