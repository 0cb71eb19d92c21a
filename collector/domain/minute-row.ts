/** What was measured of one link in one minute of UTC. */
export interface MinuteRow {
  link: string
  /** Start of the minute, epoch milliseconds. */
  at: number
  /** Echoes asked and answered; null where none were asked. */
  asked: number | null
  answered: number | null
  rttMinMs: number | null
  rttMedianMs: number | null
  rttMaxMs: number | null
  inBitsPerSecond: number | null
  outBitsPerSecond: number | null
  /** Counted between the visit of this minute and the one before it. */
  inErrors: number | null
  outErrors: number | null
  inDiscards: number | null
  outDiscards: number | null
}
