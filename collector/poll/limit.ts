import type { Clock } from '../domain/clock.ts'
import { type Pace, Starts } from './starts.ts'

/** Lets at most so many asynchronous tasks run at once, at a pace; the others wait their turn in order. */
export class Limit {
  readonly #starts: Starts
  #waiting: (() => void)[] = []
  /** Of the first that waits. */
  #first = 0

  constructor(most: number, pace: Pace, clock: Clock) {
    this.#starts = new Starts({ most, pace, clock, onRoom: () => this.#admit() })
  }

  get waiting(): number {
    return this.#waiting.length - this.#first
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve)
      this.#admit()
    })
    try {
      return await task()
    } finally {
      this.#starts.end()
    }
  }

  #admit(): void {
    while (this.#first < this.#waiting.length && this.#starts.mayBegin) {
      this.#starts.begin()
      this.#waiting[this.#first++]!()
    }
    if (this.#first === 0 || this.#first * 2 < this.#waiting.length) return
    this.#waiting = this.#waiting.slice(this.#first)
    this.#first = 0
  }
}
