import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'

const everyMs = 60_000

/** Tells of refused traps by their number alone, and at most once a minute: whoever floods us does not flood the log. */
export class RefusalLog {
  readonly #clock: Clock
  readonly #log: Log
  #refused: Record<string, number> = {}
  #toldAtMs = Number.NEGATIVE_INFINITY

  constructor({ clock, log }: { clock: Clock; log: Log }) {
    this.#clock = clock
    this.#log = log
  }

  add(refused: Readonly<Record<string, number>>): void {
    for (const [why, count] of Object.entries(refused)) this.#refused[why] = (this.#refused[why] ?? 0) + count
  }

  /** Tells what has gathered, if a minute has passed since it last did. */
  tell(): void {
    const nowMs = this.#clock.monotonicMs()
    if (nowMs - this.#toldAtMs < everyMs || Object.keys(this.#refused).length === 0) return
    this.#log.warn('trap-refused', { refused: this.#refused })
    this.#toldAtMs = nowMs
    this.#refused = {}
  }
}
