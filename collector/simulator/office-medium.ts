/** What each Kankemenag is reached over: the most remote by satellite, the next by radio, all others by fibre. */
import type { Medium } from '../domain/link.ts'
import { hashText, rollBetween } from './dice.ts'
import type { Kabupaten } from './kabupaten.ts'

/** Of 514. */
const shares = { vsat: 21 / 514, radio: 90 / 514 }

export function mediaOf(offices: readonly Kabupaten[], seed: number): Map<Kabupaten, Medium> {
  const luck = ({ code }: Kabupaten) => rollBetween(0.8, 1.2, seed, hashText(`luck of ${code}`))
  const hardness = new Map(offices.map((office) => [office, office.remoteness * luck(office)]))
  const hardestFirst = offices.toSorted((a, b) => hardness.get(b)! - hardness.get(a)!)
  const vsat = Math.round(offices.length * shares.vsat)
  const radio = Math.round(offices.length * shares.radio)
  const mediumAt = (place: number): Medium =>
    place < vsat ? 'vsat' : place < vsat + radio ? 'radio' : 'fiber'
  return new Map(hardestFirst.map((office, place) => [office, mediumAt(place)]))
}
