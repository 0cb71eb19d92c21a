import type { Traffic } from './rate.ts'

/** What was measured of one link in one minute of UTC; events are counted since the visit before. */
export interface MinuteRow extends Traffic {
  link: string
  /** Start of the minute, epoch milliseconds. */
  at: number
  /** Echoes asked and answered; null where none were asked. */
  asked: number | null
  answered: number | null
  rttMinMs: number | null
  rttMedianMs: number | null
  rttMaxMs: number | null
}
