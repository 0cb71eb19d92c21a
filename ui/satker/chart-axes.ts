/** The axes of a chart: time in the zone of the satker, and a few round values. */
import type uPlot from 'uplot'
import type { Format } from '../parts/format.ts'
import { faint, type Paint } from './chart-paint.ts'

const daySeconds = 86_400
const minutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((each) => each * 60)
const days = [1, 2, 3, 5, 7, 10, 14].map((each) => each * daySeconds)
/** uPlot takes a month for 30 days and a year for 365, and then steps by the calendar. */
const months = [1, 2, 3, 4, 6].map((each) => each * 30 * daySeconds)
const years = [1, 2, 5, 10].map((each) => each * 365 * daySeconds)

export interface ValueAxis {
  ticks: number[]
  text: (value: number) => string
}

export function axesOf(format: Format, timezone: string, values: ValueAxis, paint: Paint): uPlot.Axis[] {
  const plain = { stroke: paint.soft, font: paint.font, ticks: { show: false }, border: { show: false } }
  const grid = { stroke: faint(paint.hairline, 0.7), width: 1 }
  return [
    {
      ...plain,
      size: paint.fontSize * 1.9,
      gap: 4,
      grid,
      space: paint.fontSize * 4.5,
      incrs: [...minutes, ...days, ...months, ...years],
      values: (_plot, seconds, _axis, _space, step) =>
        seconds.map((second) => timeText(format, timezone, second * 1000, step)),
    },
    {
      ...plain,
      // Room for `999 Mbps`, the same on every chart, so that one moment lies under the other.
      size: paint.fontSize * 5,
      gap: 6,
      grid,
      splits: () => values.ticks,
      values: (_plot, ticks) => ticks.map(values.text),
    },
  ]
}

function timeText(format: Format, timezone: string, at: number, stepSeconds: number): string {
  if (stepSeconds >= months[0]!) return format.month(at, timezone)
  if (stepSeconds >= daySeconds) return format.day(at, timezone)
  // Midnight says which day begins.
  const hour = format.hour(at, timezone)
  return /^00.00$/.test(hour) ? format.day(at, timezone) : hour
}
