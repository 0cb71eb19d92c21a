/** What a year of the network takes on the disk: by what was measured, and by the formula of the README. */
import type { Sizes } from './disk-size.ts'

/** Of the default retention. */
const minuteDays = 14
/** Until a day, and a week, is packed, its rows lie as they were folded: half of it on the average, and three days. */
const plainDays = 3.5
const plainHourDays = 6.5

const minutesADay = 1_440
const fiveMinutesADay = 288

/** Bytes of a link after so many days, 14 or more. */
export function bytesOfALink(sizes: Sizes, days: number): number {
  return (
    minuteDays * minutesADay * sizes.minuteRow +
    plainDays * fiveMinutesADay * sizes.fiveMinuteRow +
    plainHourDays * 24 * sizes.hourRow +
    (days - plainDays) * sizes.packedDay +
    ((days - plainHourDays) / 7) * sizes.packedWeek +
    days * sizes.historyOfADay
  )
}

/** Kilobytes of a link by the day, as the README says them. */
const formula = { minutes: 65, fiveMinutes: 5.1, hours: 0.5 }
/** And those of a link whatever its age: what is not packed yet. */
const unpackedKb = 50

/** Bytes of a link by the formula of the README, with so many days of each. */
export function formulaOfALink(days: { minutes: number; fiveMinutes: number; hours: number }): number {
  const kilobytes =
    formula.minutes * days.minutes + formula.fiveMinutes * days.fiveMinutes + formula.hours * days.hours
  return (kilobytes + unpackedKb) * 1_000
}
