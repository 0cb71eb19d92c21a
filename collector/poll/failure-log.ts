import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'

interface Running {
  since: number
  count: number
}

/** Logs the same failure of the same thing when it begins and when it ends, with the count between. */
export class FailureLog {
  readonly #log: Log
  readonly #clock: Clock
  readonly #running = new Map<string, Running>()

  constructor(log: Log, clock: Clock) {
    this.#log = log
    this.#clock = clock
  }

  /** `event` is what fails, `of` whose failure it is; `facts` must hold no secret. */
  failed(event: string, of: string, facts: object): void {
    const key = `${event} ${of}`
    const running = this.#running.get(key)
    if (running) {
      running.count++
      return
    }
    this.#running.set(key, { since: this.#clock.now(), count: 1 })
    this.#log.warn(event, { of, ...facts })
  }

  succeeded(event: string, of: string): void {
    const key = `${event} ${of}`
    const running = this.#running.get(key)
    if (!running) return
    this.#running.delete(key)
    this.#log.info(`${event}-ended`, {
      of,
      count: running.count,
      since: new Date(running.since).toISOString(),
    })
  }

  /** Forgets what ended by being removed. */
  forget(of: string): void {
    for (const key of this.#running.keys()) if (key.endsWith(` ${of}`)) this.#running.delete(key)
  }
}
