/** Keeps one and the same piece of work from running twice at once: a turn that comes too soon is counted. */
export class Turns {
  readonly #onError: (name: string, error: unknown) => void
  readonly #running = new Map<string, Promise<void>>()
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
      .finally(() => this.#running.delete(name))
    this.#running.set(name, running)
  }

  /** Resolves when everything that is running has ended. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#running.values())
  }
}
