/** The one ticking now, in the collector's time: a browser whose clock is wrong still shows true ages. */
import { createContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'

/** Below this a difference is the way of the message, not a wrong clock. */
const toleranceMs = 2_000

export class Clock {
  #aheadMs = $state.raw(0)
  readonly #tick = createSubscriber((update) => {
    const timer = setInterval(update, 1_000)
    return () => clearInterval(timer)
  })

  /** Epoch milliseconds; whoever reads it is told each second. */
  get now(): number {
    this.#tick()
    return Date.now() + this.#aheadMs
  }

  /** The minute that has begun; whoever reads it is told each minute only. */
  readonly minute = $derived(Math.floor(this.now / 60_000) * 60_000)

  /** The collector said that it is `at` there. */
  heard(at: number): void {
    const aheadMs = at - Date.now()
    if (Math.abs(aheadMs - this.#aheadMs) > toleranceMs)
      this.#aheadMs = Math.abs(aheadMs) > toleranceMs ? aheadMs : 0
  }
}

export const [getClock, setClock] = createContext<Clock>()
