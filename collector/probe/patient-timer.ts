/** Ordinary timers come by so much later than asked for, and nothing is waiting to be read that they came before. */
const ordinaryDelayMs = 10
const mostExtraMs = 2_000

/**
 * A timer for answers. Where the process was held up, its timers come before anything that came in meanwhile is
 * read; so a timer that comes late waits once more for as long as it was late, two seconds at the most: an
 * answer that lay in our own buffer is an answer.
 */
export class PatientTimer {
  readonly #work: () => void
  #afterMs: number
  #dueAtMs: number
  #timer: NodeJS.Timeout

  constructor(work: () => void, afterMs: number) {
    this.#work = work
    this.#afterMs = afterMs
    this.#dueAtMs = performance.now() + afterMs
    this.#timer = setTimeout(() => this.#onTime(), afterMs)
  }

  /** Begins anew, with another time or the same, whether it has come by or not. */
  restart(afterMs: number): void {
    this.#dueAtMs = performance.now() + afterMs
    if (afterMs === this.#afterMs) {
      this.#timer.refresh()
      return
    }
    clearTimeout(this.#timer)
    this.#afterMs = afterMs
    this.#timer = setTimeout(() => this.#onTime(), afterMs)
  }

  clear(): void {
    clearTimeout(this.#timer)
  }

  #onTime(): void {
    const lateMs = performance.now() - this.#dueAtMs
    if (lateMs <= ordinaryDelayMs) return this.#work()
    // No time that is asked for again: whoever restarts it then makes a timer of its own.
    this.#afterMs = Number.NaN
    this.#timer = setTimeout(this.#work, Math.min(lateMs, mostExtraMs))
  }
}
