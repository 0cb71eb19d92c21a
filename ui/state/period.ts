/** Which stretch of time the charts show, and which one before it they are compared with. */
import type { Place } from './place.ts'

export interface Span {
  from: number
  to: number
}

/** As the address names it: a length that ends now, or a beginning and an end. */
export type Range = Pick<Place, 'range' | 'from' | 'to'>

const minuteMs = 60_000
const hourMs = 3_600_000
export const dayMs = 86_400_000
const lengthMs = { '24h': dayMs, '7d': 7 * dayMs, '30d': 30 * dayMs } as const
/** The collector answers no more at once. */
export const longestMs = 3_652 * dayMs
/** Shorter than this there are too few minutes to see anything. */
export const shortestMs = 15 * minuteMs

/** Whole minutes, the grid on which readings are kept, and nothing that is still to come. */
export function spanOf({ range, from, to }: Range, now: number): Span {
  const thisMinute = Math.floor(now / minuteMs) * minuteMs
  if (range !== 'free' || from === null || to === null)
    return { from: thisMinute - lengthMs[range === 'free' ? '24h' : range], to: thisMinute }
  const last = Math.min(Math.ceil(to / minuteMs) * minuteMs, thisMinute)
  const first = Math.min(Math.floor(from / minuteMs) * minuteMs, last - shortestMs)
  return { from: Math.max(first, last - longestMs), to: last }
}

/** Whether more of it is still being measured; what lies behind us does not change any more. */
export function reachesNow(range: Range, now: number): boolean {
  // A minute's row is written when it is over, and folded some minutes after.
  return range.range !== 'free' || range.to === null || range.to > now - 10 * minuteMs
}

/**
 * How far back the period lies that this one is compared with: the same hours of the day before, the same days of the
 * week before, and beyond a week as many whole days as it has itself. Whole days fall on the grid of every width.
 */
export function comparedBackMs({ from, to }: Span): number {
  // A day that was drawn by hand is a little longer than a day.
  const days = Math.ceil((to - from - hourMs) / dayMs)
  return (days <= 1 ? 1 : Math.max(7, days)) * dayMs
}

/** The part of it that a hand drew across a chart, never too short to see anything in. */
export function zoomed(first: number, second: number): Span {
  const from = Math.floor(Math.min(first, second) / minuteMs) * minuteMs
  const to = Math.ceil(Math.max(first, second) / minuteMs) * minuteMs
  const missing = Math.max(0, shortestMs - (to - from))
  const before = Math.floor(missing / 2 / minuteMs) * minuteMs
  return { from: from - before, to: to + missing - before }
}

/**
 * Where the day of a moment that is looked back at ends, where the last 24 hours do not hold it: at the next quarter of
 * a day, so that moving through an hour does not fetch a day for each step. Null: the last 24 hours do.
 */
export function dayEnd(at: number | null, now: number): number | null {
  if (at === null || at > now - dayMs) return null
  return Math.ceil(at / (dayMs / 4)) * (dayMs / 4)
}
