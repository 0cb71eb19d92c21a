import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'

const windowMs = 60_000

/** How long the event loop was held up, of the last whole minute: what was at the start says nothing of now. */
export class LoopDelay {
  readonly #histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: 10 })
  #timer: NodeJS.Timeout | null = null
  #lastP99Ms: number | null = null

  start(): void {
    this.#histogram.enable()
    this.#timer = setInterval(() => {
      this.#lastP99Ms = this.#p99Ms()
      this.#histogram.reset()
    }, windowMs).unref()
  }

  /** Milliseconds under which 99 of 100 turns stayed; until a minute is over, of what there is of it. */
  p99Ms(): number {
    return this.#lastP99Ms ?? this.#p99Ms()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#histogram.disable()
  }

  #p99Ms(): number {
    return Number((this.#histogram.percentile(99) / 1e6).toFixed(1))
  }
}
