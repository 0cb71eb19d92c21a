/** The KUA and madrasah that a fleet has beyond the Kankemenag, dealt out to the kabupaten in rounds. */
import { evenly } from './evenly.ts'
import type { Kabupaten } from './kabupaten.ts'

export interface SmallOffice {
  code: string
  type: 'kua' | 'madrasah'
  kabupaten: Kabupaten
  /** Which of its type it is in its kabupaten, from 0. */
  number: number
  /** Each kabupaten has at most one office a round. */
  round: number
}

/** Three KUA for two madrasah, about as they are found. */
const types = ['kua', 'madrasah', 'kua', 'madrasah', 'kua'] as const
const firstCode = { kua: 930_000, madrasah: 960_000 }

/** The last round, where it is not whole, goes to kabupaten all over the country. */
export function smallOffices(kabupaten: Kabupaten[], count: number): SmallOffice[] {
  const placeOf = new Map(kabupaten.map((one, place) => [one, place]))
  const offices: SmallOffice[] = []
  for (let round = 0; offices.length < count; round++) {
    const type = types[round % types.length]!
    const number = turnsBefore(round, type)
    for (const one of evenly(kabupaten, count - offices.length)) {
      const code = String(firstCode[type] + number * kabupaten.length + placeOf.get(one)!)
      offices.push({ code, type, kabupaten: one, number, round })
    }
  }
  return offices
}

function turnsBefore(round: number, type: SmallOffice['type']): number {
  const inRound = types.filter((one) => one === type).length
  const inThis = types.slice(0, round % types.length).filter((one) => one === type).length
  return Math.floor(round / types.length) * inRound + inThis
}
