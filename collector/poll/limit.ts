/** How many tasks may begin in each tick of so many milliseconds. */
export interface Pace {
  starts: number
  everyMs: number
}

/**
 * Lets at most so many asynchronous tasks run at once, and begins no more than so many in a tick; the others
 * wait their turn in order. The pace keeps a second's questions from leaving all in one millisecond: their
 * answers would come as close together, and what the socket's buffer cannot hold is lost without a word.
 */
export class Limit {
  readonly #most: number
  readonly #pace: Pace
  readonly #waiting: (() => void)[] = []
  #running = 0
  #begun = 0
  #tick: NodeJS.Timeout | null = null

  constructor(most: number, pace: Pace) {
    this.#most = most
    this.#pace = pace
  }

  get waiting(): number {
    return this.#waiting.length
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve)
      this.#admit()
    })
    try {
      return await task()
    } finally {
      this.#running--
      this.#admit()
    }
  }

  #admit(): void {
    while (this.#waiting.length > 0 && this.#running < this.#most && this.#begun < this.#pace.starts) {
      this.#running++
      this.#begun++
      this.#waiting.shift()?.()
    }
    if (this.#begun === 0 || this.#tick !== null) return
    this.#tick = setTimeout(() => {
      this.#tick = null
      this.#begun = 0
      this.#admit()
    }, this.#pace.everyMs)
  }
}
