/** What a form or a button asks of the collector: once at a time, and what came of it. */
import type { ApiAnswer, Failure } from '../parts/request.ts'

export class Submission {
  #isBusy = $state(false)
  #failure = $state.raw<Failure | null>(null)

  get isBusy(): boolean {
    return this.#isBusy
  }

  /** Why the last asking failed; null when it did not. */
  get failure(): Failure | null {
    return this.#failure
  }

  /** What failed before says nothing of what is asked now. */
  clear(): void {
    this.#failure = null
  }

  /** Null, and nothing is asked, while the answer before is still on its way: a button may be pressed twice. */
  async run<T>(ask: () => Promise<ApiAnswer<T>>): Promise<ApiAnswer<T> | null> {
    if (this.#isBusy) return null
    this.#isBusy = true
    this.#failure = null
    const answer = await ask()
    this.#isBusy = false
    this.#failure = answer.ok ? null : answer
    return answer
  }
}
