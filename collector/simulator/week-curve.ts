/** How busy an office's line is over a week of its own local time, and the area under that curve. */

/** Levels 0..1 at hours of the day, straight in between. */
type DayShape = [hour: number, level: number][]

const workday: DayShape = [
  [0, 0.04],
  [6, 0.05],
  [7.5, 0.35],
  [9, 1],
  [11, 1],
  [12, 0.5],
  [13, 0.85],
  [15, 0.85],
  [16.5, 0.4],
  [18, 0.12],
  [21, 0.07],
  [24, 0.04],
]
/** The Friday prayer empties the offices from 11.30 to 13.00. */
const friday: DayShape = [
  [0, 0.04],
  [6, 0.05],
  [7.5, 0.35],
  [9, 1],
  [11, 1],
  [11.5, 0.2],
  [13, 0.2],
  [13.5, 0.8],
  [15, 0.8],
  [16.5, 0.4],
  [18, 0.12],
  [24, 0.04],
]
const weekend: DayShape = [
  [0, 0.03],
  [9, 0.05],
  [15, 0.05],
  [24, 0.03],
]

const halfHourMs = 1_800_000
const halfHours = 7 * 48
const weekMs = halfHours * halfHourMs
/** A Monday, 00.00, near enough that the area stays exact in a double. */
const monday = Date.UTC(2024, 0, 1)

export interface WeekCurve {
  /** At each half hour of the week, Monday first; one more than a week has, so that the last may be interpolated. */
  levels: Float64Array
  /** The area from Monday 00.00 to that half hour, in level × ms. */
  areas: Float64Array
}

/** An office: busy from 9 to 11 and from 13 to 15, asleep at night and at the weekend. */
export const officeWeek = weekCurve(0)
/** A data centre: the same offices, seen from the middle, over what machines do by themselves. */
export const centreWeek = weekCurve(0.25)

/** The level at a moment of local time, given as if the local clock showed UTC. */
export function levelAt(curve: WeekCurve, localMs: number): number {
  const { slot, fraction } = placeInWeek(localMs)
  return curve.levels[slot]! + fraction * (curve.levels[slot + 1]! - curve.levels[slot]!)
}

/** The area under the curve from its first Monday until then, in level × ms; grows for ever. */
export function areaUntil(curve: WeekCurve, localMs: number): number {
  const { week, slot, fraction } = placeInWeek(localMs)
  const from = curve.levels[slot]!
  const mean = from + (fraction * (curve.levels[slot + 1]! - from)) / 2
  return week * curve.areas[halfHours]! + curve.areas[slot]! + mean * fraction * halfHourMs
}

function placeInWeek(localMs: number): { week: number; slot: number; fraction: number } {
  const sinceMonday = localMs - monday
  const week = Math.floor(sinceMonday / weekMs)
  const inWeek = (sinceMonday - week * weekMs) / halfHourMs
  const slot = Math.floor(inWeek)
  return { week, slot, fraction: inWeek - slot }
}

function weekCurve(ground: number): WeekCurve {
  const week = [workday, workday, workday, workday, friday, weekend, weekend]
  const levels = new Float64Array(halfHours + 1)
  const areas = new Float64Array(halfHours + 1)
  for (let i = 0; i <= halfHours; i++) {
    const day = week[Math.floor(i / 48) % 7]!
    levels[i] = ground + (1 - ground) * shapeAt(day, (i % 48) / 2)
    if (i > 0) areas[i] = areas[i - 1]! + ((levels[i - 1]! + levels[i]!) / 2) * halfHourMs
  }
  return { levels, areas }
}

function shapeAt(day: DayShape, hour: number): number {
  const next = day.findIndex(([at]) => at > hour)
  const [fromHour, from] = day[next - 1]!
  const [toHour, to] = day[next]!
  return from + ((hour - fromHour) / (toHour - fromHour)) * (to - from)
}
