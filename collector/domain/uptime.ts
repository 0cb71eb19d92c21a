/** sysUpTime counts hundredths of a second in 32 bits: it starts anew after 497.1 days. */
const wrapCs = 2 ** 32

export interface UpTimeReading {
  sysUpTimeCs: number
  /** The moment of the answer by a clock that never steps. */
  monotonicMs: number
}

/**
 * Whether the agent started anew between two answers: its sysUpTime went back by other than its wrap, or is
 * no longer than the time between them and yet less than it should have become. An agent whose sysUpTime stands still has not restarted.
 */
export function hasRestarted(before: UpTimeReading, after: UpTimeReading): boolean {
  const { sysUpTimeCs: was } = before
  const { sysUpTimeCs: is } = after
  if (is === was) return false
  const elapsedCs = (after.monotonicMs - before.monotonicMs) / 10
  const slack = slackCs(elapsedCs)
  if (is < was) return Math.abs(is + wrapCs - (was + elapsedCs)) > slack
  return is <= elapsedCs + slack && is + slack < was + elapsedCs
}

/**
 * Milliseconds between two answers of an agent that has not restarted: by its own sysUpTime, which a late
 * answer does not falsify, or by our monotonic clock where the two disagree.
 */
export function elapsedMs(before: UpTimeReading, after: UpTimeReading): number {
  const byOurs = after.monotonicMs - before.monotonicMs
  const byTheirs = ((after.sysUpTimeCs - before.sysUpTimeCs + wrapCs) % wrapCs) * 10
  return Math.abs(byTheirs - byOurs) <= slackCs(byOurs / 10) * 10 ? byTheirs : byOurs
}

/** Answers travel, and agents read their clock and their counters at slightly different moments. */
function slackCs(elapsedCs: number): number {
  return Math.max(200, elapsedCs * 0.05)
}

/** The moment that an agent means by a value of its sysUpTime, told from one that was read; 0 is its start. */
export function momentOf(read: { at: number; sysUpTimeCs: number }, sysUpTimeCs: number): number {
  return read.at - (read.sysUpTimeCs - sysUpTimeCs) * 10
}
