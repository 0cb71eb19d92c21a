/** From when on a made-up past has readings of each width. */
import type { Retention } from '../domain/network.ts'

export interface HistoryWindows {
  /** All but `to` are full hours; that is a full minute. */
  from: number
  to: number
  hoursFrom: number
  fiveMinutesFrom: number
  minutesFrom: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** As many as are written in a minute, all together. */
const mostMinutes = 1_500_000
const mostFiveMinutes = 2_000_000
const mostHours = 1_000_000
/** A day of five minutes is what the page asks for first. */
const leastFiveMinutesMs = 25 * hourMs

/** What would be kept, as far as it can be written while somebody waits for it. */
export function historyWindows(
  links: number,
  retention: Retention,
  { now, days }: { now: number; days: number },
): HistoryWindows {
  const to = now - (now % 60_000)
  const from = hourOf(to - days * dayMs)
  const longest = (rows: number, rowsAnHour: number) =>
    Math.floor(rows / rowsAnHour / Math.max(1, links)) * hourMs
  const minutesMs = Math.min(retention.minutesMs, longest(mostMinutes, 60))
  const fiveMs = Math.max(leastFiveMinutesMs, longest(mostFiveMinutes, 12))
  const fiveMinutesMs = Math.max(minutesMs, Math.min(retention.fiveMinutesMs, fiveMs))
  const hoursMs = Math.max(fiveMinutesMs, Math.min(retention.hoursMs, longest(mostHours, 1)))
  const begin = (ms: number) => Math.max(from, hourOf(to - ms))
  return {
    from,
    to,
    hoursFrom: begin(hoursMs),
    fiveMinutesFrom: begin(fiveMinutesMs),
    minutesFrom: begin(minutesMs),
  }
}

function hourOf(at: number): number {
  return at - (at % hourMs)
}
