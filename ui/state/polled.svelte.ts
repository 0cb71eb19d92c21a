/** Something asked of the collector again and again, for as long as anything on the page shows it. */
import { createSubscriber } from 'svelte/reactivity'
import type { ApiAnswer } from '../parts/request.ts'

interface Rhythm<T> {
  everyMs: number
  /** Called with each good answer before anybody sees it. */
  heard?: (answer: T) => void
  /** What cannot change any more is asked for until it was answered once. */
  isFinal?: () => boolean
}

export class Polled<T> {
  #current = $state.raw<T | null>(null)
  #failure = $state.raw<{ code: string; message: string } | null>(null)
  #again: (() => void) | null = null
  readonly #watch: () => void

  /** Nobody waits any longer for what is on its way when `signal` says so. */
  constructor(load: (signal: AbortSignal) => Promise<ApiAnswer<T>>, { everyMs, heard, isFinal }: Rhythm<T>) {
    this.#watch = createSubscriber(() => {
      const stop = new AbortController()
      let timer: ReturnType<typeof setTimeout> | undefined
      let [isAsking, isOld] = [false, false]
      // The next asking is set after the answer, so that a slow collector is never asked twice at once.
      const ask = async () => {
        clearTimeout(timer)
        isAsking = true
        isOld = false
        const answer = await load(stop.signal)
        isAsking = false
        if (stop.signal.aborted) return
        if (answer.ok) {
          heard?.(answer.value)
          this.#current = answer.value
        }
        this.#failure = answer.ok ? null : answer
        if (isOld) void ask()
        else if (!answer.ok || !isFinal?.()) timer = setTimeout(ask, everyMs)
      }
      void ask()
      // What is on its way may have been said before whatever is to be seen now.
      this.#again = () => {
        if (isAsking) isOld = true
        else void ask()
      }
      return () => {
        this.#again = null
        stop.abort()
        clearTimeout(timer)
      }
    })
  }

  /** Asks at once, if anybody is looking. */
  again(): void {
    this.#again?.()
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
