import { placeOf } from '../domain/spread.ts'
import type { TrackedLink } from './tracked-link.ts'

const seconds = 60

/** Which links have their turn in which second of a minute, so that a second costs no more than what may be due in it. */
export class MinuteRota {
  readonly #places: TrackedLink[][] = Array.from({ length: seconds }, () => [])

  /** Those that share a `key` share their second; whose key is null has none. */
  constructor(links: Iterable<TrackedLink>, keyOf: (one: TrackedLink) => string | null) {
    for (const one of links) {
      const key = keyOf(one)
      if (key !== null) this.#places[placeOf(key, seconds)]!.push(one)
    }
  }

  /** Seconds are numbered from the epoch. */
  due(second: number): readonly TrackedLink[] {
    return this.#places[second % seconds]!
  }
}
