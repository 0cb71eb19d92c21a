/** A made-up fleet of any size, in the shape of the ministry's: for trying the page and measuring the collector. */
import { hashText, roll } from './dice.ts'
import { evenly } from './evenly.ts'
import { readKabupaten } from './kabupaten.ts'
import { kanwilOf, provincesWithKanwil } from './kanwil.ts'
import { mediaOf } from './office-medium.ts'
import { smallOffices } from './small-office.ts'
import { LineDesk } from './synthetic-line.ts'
import { centres, kankemenag, kankemenagCode, kanwil, smallOffice } from './synthetic-satker.ts'
import type { SyntheticSatker } from './synthetic-satker.ts'

export interface FleetSize {
  /** How many satker in all. */
  satker: number
  /** How many of them wait for their line. */
  planned: number
  seed: number
}

/** A satker as it goes into the inventory. */
export interface FleetSatker extends Omit<SyntheticSatker, 'location'> {
  /** Null: not on the map. */
  location: [number, number] | null
  isPlanned: boolean
}

/** Two hubs, a Kanwil and an office. */
export const leastSatker = 4
/** Each router played is an open file, and the collector needs some of its own. */
export const mostSatker = 20_000
const hubCount = 2
/** In a small fleet, too, a Kanwil carries some offices. */
const satkerAKanwil = 8
/** One office in so many has no location, as in every inventory. */
const unlocatedOneIn = 200

/**
 * Two hubs, the Kanwil and the Kankemenag; what is left over are KUA and madrasah near their kabupaten. 550 are
 * the whole VPN-IP: 34 Kanwil and 514 Kankemenag.
 */
export function syntheticFleet({ satker, planned, seed }: FleetSize): FleetSatker[] {
  const desk = new LineDesk(seed)
  const kanwilCount = Math.max(1, Math.round((satker - hubCount) / satkerAKanwil))
  const provinces = evenly(provincesWithKanwil(), kanwilCount)
  const served = new Set(provinces.map(({ code }) => code))
  const around = readKabupaten().filter(({ province }) => served.has(kanwilOf(province)))
  const offices = evenly(around, satker - hubCount - provinces.length)
  const small = smallOffices(around, satker - hubCount - provinces.length - offices.length)

  const smallCodes = small.map(({ code }) => code)
  const lastInLine = [...shuffled(smallCodes, seed), ...shuffled(offices.map(kankemenagCode), seed)]
  const waiting = new Set(lastInLine.slice(0, planned))
  const joined = offices.filter((office) => !waiting.has(kankemenagCode(office)))
  const media = mediaOf(joined, seed)
  const backbone = [...centres(desk), ...provinces.map((province) => kanwil(province, desk))]
  const field = [
    ...offices.map((office) => kankemenag(office, media.get(office) ?? 'fiber', desk)),
    ...small.map((office) => smallOffice(office, desk, seed)),
  ]
  const isUnlocated = (code: string) => roll(seed, hashText(`unlocated ${code}`)) < 1 / unlocatedOneIn
  return [
    ...backbone.map((one) => ({ ...one, isPlanned: false })),
    ...field.map((one) => ({
      ...one,
      location: isUnlocated(one.code) ? null : one.location,
      lines: waiting.has(one.code) ? [] : one.lines,
      isPlanned: waiting.has(one.code),
    })),
  ]
}

function shuffled(codes: string[], seed: number): string[] {
  const place = new Map(codes.map((code) => [code, roll(seed, hashText(`waits ${code}`))]))
  return codes.toSorted((a, b) => place.get(a)! - place.get(b)!)
}
