import type { Clock } from '../domain/clock.ts'

/** How many tasks may begin in each tick of so many milliseconds. */
export interface Pace {
  starts: number
  everyMs: number
}

/** Routers asked at the same time, and how fast: four thousand a second at the most. */
export const mostAskedAtOnce = 512
export const askingPace: Pace = { starts: 40, everyMs: 10 }

interface StartsOrder {
  /** How many run at once. */
  most: number
  pace: Pace
  clock: Clock
  /** Called, not more often than once a tick or an ending, when something may begin that could not before. */
  onRoom(): void
}

/** Ticks that came late are made up for as far as this, so that a busy event loop does not slow the pace. */
const makesUpForMs = 50

/**
 * How much may begin: at most so many at once, and no more than so many in a tick. The pace keeps a second's
 * questions from leaving all in one millisecond: their answers would come as close together, and what the
 * socket's buffer cannot hold is lost without a word.
 */
export class Starts {
  readonly #order: StartsOrder
  #running = 0
  /** Of this tick. */
  #left: number
  #tickedAtMs = 0
  #tick: NodeJS.Timeout | null = null

  constructor(order: StartsOrder) {
    this.#order = order
    this.#left = order.pace.starts
  }

  get running(): number {
    return this.#running
  }

  get mayBegin(): boolean {
    return this.#left > 0 && this.#running < this.#order.most
  }

  begin(): void {
    this.#running++
    this.#left--
    if (this.#tick !== null) return
    this.#tickedAtMs = this.#order.clock.monotonicMs()
    this.#tick = setTimeout(() => this.#onTick(), this.#order.pace.everyMs)
  }

  end(): void {
    this.#running--
    this.#order.onRoom()
  }

  /** With room for the whole of the time since the last, as far as it is made up for. */
  #onTick(): void {
    const { pace, clock, onRoom } = this.#order
    const lateMs = clock.monotonicMs() - this.#tickedAtMs - pace.everyMs
    const madeUpFor = Math.floor(Math.min(lateMs, makesUpForMs) / pace.everyMs)
    this.#tick = null
    this.#left = pace.starts * (1 + Math.max(0, madeUpFor))
    onRoom()
    // What was made up for is not saved up for later.
    this.#left = Math.min(this.#left, pace.starts)
  }
}
