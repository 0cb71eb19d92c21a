/** Names for the small offices of a synthetic fleet: in the field's form, but of places that are made up. */
import { hashText } from './dice.ts'
import type { Kabupaten } from './kabupaten.ts'

const beginnings = [
  'Suka',
  'Tanjung',
  'Sumber',
  'Karang',
  'Muara',
  'Batu',
  'Tebing',
  'Lubuk',
  'Bukit',
  'Padang',
]
const endings = [
  'maju',
  'sari',
  'rejo',
  'baru',
  'jaya',
  'indah',
  'makmur',
  'mulya',
  'raya',
  'agung',
  'asih',
  'harja',
  'mekar',
]

/** As long as the lengths of the two lists have no common divisor, no pair comes back before all have come. */
export function kuaName(kabupaten: Kabupaten, number: number, seed: number): string {
  const pairs = beginnings.length * endings.length
  const place = number + (hashText(`${seed} ${kabupaten.code}`) % pairs)
  const kecamatan = `${beginnings[place % beginnings.length]}${endings[place % endings.length]}`
  return `KUA Kec. ${kecamatan}, ${kabupaten.name}`
}

/** The three levels of state madrasah, about as often as they are found. */
const levels = ['MIN', 'MTsN', 'MAN', 'MIN', 'MTsN'] as const

/** They are numbered by level within their kabupaten. */
export function madrasahName(kabupaten: string, number: number): string {
  const level = levels[number % levels.length]!
  const inRound = levels.filter((one) => one === level).length
  const inThis = levels.slice(0, number % levels.length).filter((one) => one === level).length
  const rank = Math.floor(number / levels.length) * inRound + inThis + 1
  return `${level} ${rank} ${kabupaten.replace('Kab. ', '')}`
}
