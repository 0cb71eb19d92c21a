/** When a router loses its power and starts again: each in a rhythm of its own. */
import { hashText, roll, rollBetween } from './dice.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** About a third of the offices have poor power. */
const restlessShare = 0.35
/** Shorter than the 497 days after which sysUpTime wraps: that is not what is being shown. */
const undisturbedMs = 400 * dayMs

export class PowerCycle {
  readonly #seed: number
  /** Codes of the satker whose power may fail. */
  readonly #mayFail: Set<string>

  constructor(seed: number, mayFail: Set<string>) {
    this.#seed = seed
    this.#mayFail = mayFail
  }

  isOff(routerId: string, satker: string, at: number): boolean {
    if (!this.#mayFail.has(satker)) return false
    const { what, everyMs, bootedAt } = this.#cycle(routerId, satker, at)
    const nextBoot = bootedAt + everyMs
    const darkMs = rollBetween(120_000, 240_000, this.#seed, what, nextBoot)
    return at >= nextBoot - darkMs
  }

  bootedAt(routerId: string, satker: string, at: number): number {
    return this.#cycle(routerId, satker, at).bootedAt
  }

  #cycle(routerId: string, satker: string, at: number) {
    const what = hashText(`power ${routerId}`)
    const everyMs = this.#everyMs(routerId, satker)
    const phaseMs = Math.floor(roll(this.#seed, what) * everyMs)
    return { what, everyMs, bootedAt: Math.floor((at - phaseMs) / everyMs) * everyMs + phaseMs }
  }

  #everyMs(routerId: string, satker: string): number {
    if (!this.#mayFail.has(satker)) return undisturbedMs
    const what = hashText(`restless ${routerId}`)
    const isRestless = roll(this.#seed, what) < restlessShare
    const days = isRestless
      ? rollBetween(0.25, 0.75, this.#seed, what, 1)
      : rollBetween(12, 60, this.#seed, what, 1)
    return Math.floor(days * dayMs)
  }
}
