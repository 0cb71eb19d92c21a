import type { UsmParameters } from '../probe/snmp/message.ts'

/**
 * A trap may be 150 s ahead of the polled clock and is of now until that is 150 s ahead of it, and polling may set it
 * back by another 150 s. For so long every one is remembered, and these are more than the flood guard lets through.
 */
const keptForMs = 450_000
const mostKept = 5_000
/** Of older ones the last are remembered, */
const oldKept = 128
/** and of those before them up to when they were sent, by as many starts of the engine. */
const startsKept = 16

interface Taken {
  boots: number
  time: number
  atMs: number
}

/** What was taken of one router: nothing is taken twice, however old it is when it comes again. Bounded. */
export class PastTraps {
  /** By digest, the earliest first. */
  readonly #taken = new Map<string, Taken>()
  /** By boots: the latest time that is no longer told apart. */
  readonly #forgotten = new Map<number, number>()

  /**
   * Whether it is from a time of which it is no longer known what was taken. That is for a trap that is not of now; one
   * of now can only be new, or still be remembered.
   */
  isForgotten({ boots, time }: UsmParameters): boolean {
    return time <= (this.#forgotten.get(boots) ?? -1)
  }

  /** Takes it; or says why not. */
  refuse({ boots, time, digest }: UsmParameters, atMs: number): 'replay' | 'flood' | null {
    const name = digest.toString('latin1')
    if (this.#taken.has(name)) return 'replay'
    this.#forget(atMs)
    if (this.#taken.size >= mostKept) return 'flood'
    this.#taken.set(name, { boots, time, atMs })
    return null
  }

  #forget(nowMs: number): void {
    for (const [name, { boots, time, atMs }] of this.#taken) {
      if (this.#taken.size <= oldKept || nowMs - atMs <= keptForMs) return
      this.#taken.delete(name)
      const latest = Math.max(time, this.#forgotten.get(boots) ?? 0)
      this.#forgotten.delete(boots)
      this.#forgotten.set(boots, latest)
      const [first] = this.#forgotten.keys()
      if (this.#forgotten.size > startsKept && first !== undefined) this.#forgotten.delete(first)
    }
  }
}
