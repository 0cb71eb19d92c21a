import type { Clock } from '../domain/clock.ts'

/** Lets through so many a second, and as many at once after a quiet one. */
export class Pace {
  readonly #clock: Clock
  readonly #perSecond: number
  #left: number
  #atMs: number

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock
    this.#perSecond = perSecond
    this.#left = perSecond
    this.#atMs = clock.monotonicMs()
  }

  /** Whether one more may go now; if so, it has gone. */
  lets(): boolean {
    const nowMs = this.#clock.monotonicMs()
    this.#left = Math.min(this.#perSecond, this.#left + ((nowMs - this.#atMs) / 1_000) * this.#perSecond)
    this.#atMs = nowMs
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
