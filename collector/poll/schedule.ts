import cron, { type ScheduledTask } from 'node-cron'
import type { Clock } from '../domain/clock.ts'

/** How many missed seconds are made up for after the process was held up; before that, they are lost. */
const secondsToCatchUp = 30

export interface Seconds {
  /** Of UTC, numbered from the epoch; each once and in order, so many milliseconds after it began. */
  onSecond(second: number, lateMs: number): void
  /** One that was passed over because the process was held up for longer than is made up for. */
  onPassedOver(second: number): void
}

/**
 * Tells each second. node-cron ticks; a tick that came late brings the seconds it missed with it, so that no
 * slice of a sweep is passed over. Seconds are counted by a clock that does not step, from where the wall clock
 * stood at the start. They do not begin with the ticks, which follow the wall clock: a tick a moment too early would
 * tell its second with the next, and there is none for an hour after that clock was set back by one. So each second
 * sets a timer to the next as well.
 */
export class Schedule {
  readonly #clock: Clock
  readonly #seconds: Seconds
  #task: ScheduledTask | null = null
  #next: NodeJS.Timeout | undefined
  #last = 0

  constructor(clock: Clock, seconds: Seconds) {
    this.#clock = clock
    this.#seconds = seconds
  }

  start(): void {
    const startedAt = this.#clock.now()
    const origin = this.#clock.monotonicMs()
    const now = (): number => startedAt + this.#clock.monotonicMs() - origin
    this.#last = Math.floor(startedAt / 1000)
    // What was missed is made up for and told here; told by node-cron, it would stand between lines of JSON.
    const options = { timezone: 'UTC', suppressMissedWarning: true }
    const onTick = (): void => {
      this.#tell(now())
      clearTimeout(this.#next)
      if (this.#task === null) return
      // One more, since a timer may fire within the millisecond before its time.
      const untilNextMs = Math.ceil(1000 - (now() % 1000)) + 1
      this.#next = setTimeout(onTick, untilNextMs)
    }
    this.#task = cron.schedule('* * * * * *', onTick, options)
  }

  stop(): void {
    void this.#task?.destroy()
    clearTimeout(this.#next)
    this.#task = null
  }

  #tell(nowMs: number): void {
    const now = Math.floor(nowMs / 1000)
    const from = Math.max(this.#last + 1, now - secondsToCatchUp)
    for (let passed = this.#last + 1; passed < from; passed++) this.#seconds.onPassedOver(passed)
    for (let second = from; second <= now; second++) this.#seconds.onSecond(second, nowMs - second * 1000)
    this.#last = Math.max(this.#last, now)
  }
}
