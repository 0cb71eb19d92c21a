/** The two clocks a poll may read, handed in so that a test can set them. */
export interface Clock {
  /** UTC, epoch milliseconds; may be stepped by NTP. */
  now(): number
  /** Milliseconds from an arbitrary start; never steps. */
  monotonicMs(): number
}
