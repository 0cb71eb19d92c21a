/** Something asked of the collector again and again, for as long as anything on the page shows it. */
import { createSubscriber } from 'svelte/reactivity'
import type { ApiAnswer } from '../parts/api.ts'

export class Polled<T> {
  #current = $state.raw<T | null>(null)
  #failure = $state.raw<{ code: string; message: string } | null>(null)
  readonly #watch: () => void

  constructor(load: () => Promise<ApiAnswer<T>>, everyMs: number) {
    this.#watch = createSubscriber(() => {
      let stopped = false
      let timer: ReturnType<typeof setTimeout>
      // The next asking is set after the answer, so that a slow collector is never asked twice at once.
      const ask = async () => {
        const answer = await load()
        if (stopped) return
        if (answer.ok) this.#current = answer.value
        this.#failure = answer.ok ? null : answer
        timer = setTimeout(ask, everyMs)
      }
      void ask()
      return () => {
        stopped = true
        clearTimeout(timer)
      }
    })
  }

  /** The last good answer; null until there is one. */
  get current(): T | null {
    this.#watch()
    return this.#current
  }

  /** Why the last asking failed; null when it did not. */
  get failure(): { code: string; message: string } | null {
    this.#watch()
    return this.#failure
  }
}
