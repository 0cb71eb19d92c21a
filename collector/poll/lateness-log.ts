import type { Log } from '../log.ts'

/** What was late or skipped since the start, and how it is now. */
export interface Lateness {
  visitsLate: number
  visitsSkipped: number
  sweepsLate: number
  waiting: number
  longestUnseenMs: number | null
}

/** Tells that we do not keep up: once a minute while more is late, and once when nothing is any more. */
export class LatenessLog {
  readonly #log: Log
  #before: Lateness | null = null
  #isBehind = false

  constructor(log: Log) {
    this.#log = log
  }

  /** To be called each minute. */
  tell(now: Lateness): void {
    const before = this.#before
    this.#before = now
    const more = {
      visitsLate: now.visitsLate - (before?.visitsLate ?? 0),
      visitsSkipped: now.visitsSkipped - (before?.visitsSkipped ?? 0),
      sweepsLate: now.sweepsLate - (before?.sweepsLate ?? 0),
    }
    const isBehind = Object.values(more).some((count) => count > 0)
    const { waiting, longestUnseenMs } = now
    if (isBehind) this.#log.warn('behind', { ...more, waiting, longestUnseenMs })
    else if (this.#isBehind) this.#log.info('behind-ended', { waiting, longestUnseenMs })
    this.#isBehind = isBehind
  }
}
