import cron, { type ScheduledTask } from 'node-cron'
import type { Clock } from '../domain/clock.ts'

/** How many missed seconds are made up for after the process was held up; before that, they are lost. */
const secondsToCatchUp = 30

/**
 * Calls `onSecond` once for each second of UTC, numbered from the epoch, in order. node-cron ticks; a tick
 * that came late brings the seconds it missed with it, so that no slice of a sweep is passed over. Seconds
 * are counted by a clock that does not step, from where the wall clock stood at the start.
 */
export class Schedule {
  readonly #clock: Clock
  readonly #onSecond: (second: number) => void
  #task: ScheduledTask | null = null
  #last = 0
  #missed = 0

  constructor(clock: Clock, onSecond: (second: number) => void) {
    this.#clock = clock
    this.#onSecond = onSecond
  }

  /** Seconds that were passed over because the process was held up for longer than can be made up for. */
  get missed(): number {
    return this.#missed
  }

  start(): void {
    const startedAt = this.#clock.now()
    const origin = this.#clock.monotonicMs()
    const second = (): number => Math.floor((startedAt + this.#clock.monotonicMs() - origin) / 1000)
    this.#last = second()
    // What was missed is made up for and counted here; told by node-cron, it would stand between lines of JSON.
    const options = { timezone: 'UTC', suppressMissedWarning: true }
    this.#task = cron.schedule('* * * * * *', () => this.#tick(second()), options)
  }

  stop(): void {
    void this.#task?.destroy()
    this.#task = null
  }

  #tick(now: number): void {
    const from = Math.max(this.#last + 1, now - secondsToCatchUp)
    this.#missed += from - this.#last - 1
    for (let second = from; second <= now; second++) this.#onSecond(second)
    this.#last = Math.max(this.#last, now)
  }
}
