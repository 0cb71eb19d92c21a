/** Traffic: in above and out below one line, what is subscribed dashed. */
import type { WireLink } from '../../collector/serve/wire.ts'
import { faint } from './chart-paint.ts'
import { earlier, edge, line, type Draw } from './drawing.ts'
import { highest, laidOn } from './figures.ts'
import { unmeasured } from './measured.ts'
import { roundTicks } from './ticks.ts'

type Column = (number | null)[]

/** `few`: only the highest value and what is subscribed on the axis, as where there is little room. */
export function drawTraffic(bandwidth: WireLink['bandwidth'], few: boolean = false): Draw {
  return ({ period, format }, paint) => {
    const { readings, before, to } = period
    const inMost = readings.inBitsPerSecondMax ?? readings.inBitsPerSecond
    const outMost = readings.outBitsPerSecondMax ?? readings.outBitsPerSecond
    const past = before && {
      in: laidOn(readings.at, { ...before, ...before.readings, column: before.readings.inBitsPerSecond }),
      out: laidOn(readings.at, { ...before, ...before.readings, column: before.readings.outBitsPerSecond }),
    }
    const top = Math.max(highest(inMost) ?? 0, highest(past?.in ?? []) ?? 0, bandwidth?.down ?? 0, 1)
    const most = Math.max(highest(outMost) ?? 0, highest(past?.out ?? []) ?? 0, bandwidth?.up ?? 0)
    const bottom = Math.max(most, top / 8)
    const above = few ? [0, top] : roundTicks(top, 4)
    const below = few ? [bottom] : roundTicks(bottom, Math.max(1, Math.round((4 * bottom) / top))).slice(1)
    return {
      columns: [
        readings.inBitsPerSecond,
        negative(readings.outBitsPerSecond),
        ...(readings.inBitsPerSecondMax ? [inMost, negative(outMost)] : []),
        ...(past ? [past.in, negative(past.out)] : []),
      ],
      series: [
        line(paint.accent),
        line(paint.soft),
        ...(readings.inBitsPerSecondMax ? [edge(), edge()] : []),
        ...(past ? [earlier(paint.accent), earlier(paint.soft)] : []),
      ],
      bands: readings.inBitsPerSecondMax
        ? [
            { series: [3, 1], fill: faint(paint.accent, 0.16) },
            { series: [2, 4], fill: faint(paint.soft, 0.16) },
          ]
        : [],
      // Room at the foot for the outages, so that they do not lie on the subscribed rate.
      range: [-bottom - (top + bottom) * 0.09, top * 1.06],
      values: {
        ticks: [...below.map((rate) => -rate).reverse(), ...above],
        text: (rate) => (rate === 0 ? '0' : format.rate(Math.abs(rate))),
      },
      unmeasured: unmeasured(readings, readings.inBitsPerSecond, to),
      across: [
        { value: 0, colour: paint.hairline },
        ...(bandwidth ? [bandwidth.down, -bandwidth.up] : []).map((value) => ({
          value,
          colour: paint.soft,
          dash: [4, 4],
        })),
      ],
    }
  }
}

/** Out is drawn below the line, so it is negative here and nowhere else. */
function negative(column: Column): Column {
  return column.map((rate) => (rate === null ? null : -rate))
}
