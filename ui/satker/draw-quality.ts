/** How the far end answers: the delay with its least and greatest, and the loss. */
import type { Period } from '../state/readings.svelte.ts'
import { faint } from './chart-paint.ts'
import { earlier, edge, line, type Draw } from './drawing.ts'
import { highest, laidOn, lossRatios, percentile } from './figures.ts'
import { unmeasured } from './measured.ts'
import { roundPart, roundTicks } from './ticks.ts'

/** The highest delay that there is room for. */
export function delayTop({ readings, before }: Period): number {
  const past =
    before && laidOn(readings.at, { ...before, ...before.readings, column: before.readings.rttMedianMs })
  const median = Math.max(highest(readings.rttMedianMs) ?? 0, highest(past ?? []) ?? 0)
  // One echo that took seconds must not press all others into a line: the band may leave the chart.
  const band = Math.min(percentile(readings.rttMaxMs, 0.95) ?? 0, 2 * median)
  return Math.max(1, median, band) * 1.15
}

/** The highest loss that there is room for, as a part of one. */
export function lossTop({ readings, before }: Period): number {
  const past =
    before && laidOn(readings.at, { ...before, ...before.readings, column: lossRatios(before.readings) })
  return roundPart(Math.max(highest(lossRatios(readings)) ?? 0, highest(past ?? []) ?? 0))
}

/** `limitMs`: beyond which the link is degraded. */
export function drawDelay(limitMs: number | null): Draw {
  return ({ period, format }, paint) => {
    const { readings, before, to } = period
    const past =
      before && laidOn(readings.at, { ...before, ...before.readings, column: before.readings.rttMedianMs })
    const top = delayTop(period)
    return {
      columns: [readings.rttMedianMs, readings.rttMinMs, readings.rttMaxMs, ...(past ? [past] : [])],
      series: [line(paint.accent), edge(), edge(), ...(past ? [earlier(paint.accent)] : [])],
      bands: [{ series: [3, 2], fill: faint(paint.accent, 0.16) }],
      range: [-top * 0.07, top],
      values: { ticks: roundTicks(top, 3), text: (ms) => (ms === 0 ? '0' : format.delay(ms)) },
      unmeasured: unmeasured(readings, readings.asked, to),
      across: [
        { value: 0, colour: paint.hairline },
        ...(limitMs !== null && limitMs <= top ? [{ value: limitMs, colour: paint.soft, dash: [1, 3] }] : []),
      ],
    }
  }
}

export function drawLoss(limitRatio: number | null): Draw {
  return ({ period, format }, paint, paths) => {
    const { readings, before, to } = period
    const loss = lossRatios(readings)
    const past =
      before && laidOn(readings.at, { ...before, ...before.readings, column: lossRatios(before.readings) })
    const top = lossTop(period)
    const stepped = paths.stepped?.({ align: 1 })
    return {
      columns: [loss, ...(past ? [past] : [])],
      series: [
        line(paint.ink, { width: 1, fill: faint(paint.ink, 0.18), ...(stepped && { paths: stepped }) }),
        ...(past ? [{ ...earlier(paint.soft), ...(stepped && { paths: stepped }) }] : []),
      ],
      range: [-top * 0.12, top * 1.04],
      values: { ticks: roundTicks(top, 2), text: (ratio) => format.percent(ratio) },
      unmeasured: unmeasured(readings, readings.asked, to),
      across: [
        { value: 0, colour: paint.hairline },
        ...(limitRatio !== null && limitRatio <= top
          ? [{ value: limitRatio, colour: paint.soft, dash: [1, 3] }]
          : []),
      ],
    }
  }
}
