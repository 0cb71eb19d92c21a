/** Lets at most so many asynchronous tasks run at once; the others wait their turn in order. */
export class Limit {
  readonly #most: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(most: number) {
    this.#most = most
  }

  get waiting(): number {
    return this.#waiting.length
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running++
    try {
      return await task()
    } finally {
      // A turn is handed on, not given back, while somebody waits.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
