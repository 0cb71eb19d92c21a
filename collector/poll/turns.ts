/** Keeps one and the same piece of work from running twice at once: a turn that comes too soon is counted. */
export class Turns {
  readonly #onError: (name: string, error: unknown) => void
  readonly #running = new Map<string, Promise<void>>()
  /** What is to follow as soon as what runs under that name has ended. */
  readonly #next = new Map<string, () => Promise<void>>()
  #late = 0

  /** `onError` hears of what should never happen: the work is abandoned, the next turn is unharmed. */
  constructor(onError: (name: string, error: unknown) => void) {
    this.#onError = onError
  }

  /** Turns that could not start because their last was still running. */
  get late(): number {
    return this.#late
  }

  take(name: string, work: () => Promise<void>): void {
    if (this.#running.has(name)) {
      this.#late++
      return
    }
    const running = work()
      .catch((error: unknown) => this.#onError(name, error))
      .finally(() => this.#end(name))
    this.#running.set(name, running)
  }

  /** Starts the work now, or once what runs has ended; asked for again meanwhile, it is still done once. */
  takeNext(name: string, work: () => Promise<void>): void {
    if (this.#running.has(name)) this.#next.set(name, work)
    else this.take(name, work)
  }

  /** Resolves when everything that is running has ended; what was to follow it is not begun. */
  async ended(): Promise<void> {
    this.#next.clear()
    await Promise.allSettled(this.#running.values())
  }

  #end(name: string): void {
    this.#running.delete(name)
    const next = this.#next.get(name)
    this.#next.delete(name)
    if (next !== undefined) this.take(name, next)
  }
}
