/** What is drawn on a chart beside its lines: what was not measured, when it was out, and what is paid for. */
import type uPlot from 'uplot'
import type { Outage } from '../../collector/domain/outage.ts'
import type { Span } from '../state/period.ts'
import type { Paint } from './chart-paint.ts'
import type { Unmeasured } from './measured.ts'

/** Hatched as densely as much of it is missing. */
export function drawUnmeasured(plot: uPlot, stretches: readonly Unmeasured[], paint: Paint): void {
  const { ctx, bbox } = plot
  const step = 6 * devicePixelRatio
  ctx.save()
  ctx.strokeStyle = paint.hatch
  ctx.lineWidth = devicePixelRatio
  for (const stretch of stretches) {
    const [left, right] = edges(plot, stretch)
    if (right <= left) continue
    ctx.save()
    ctx.globalAlpha = stretch.missing
    ctx.beginPath()
    ctx.rect(left, bbox.top, right - left, bbox.height)
    ctx.clip()
    ctx.beginPath()
    // Started at a multiple of the step, so that neighbouring stretches are hatched as one.
    for (let x = Math.floor((left - bbox.height) / step) * step; x < right; x += step) {
      ctx.moveTo(x, bbox.top + bbox.height)
      ctx.lineTo(x + bbox.height, bbox.top)
    }
    ctx.stroke()
    ctx.restore()
  }
  ctx.restore()
}

/** Along the foot of the chart, where nothing else is drawn; never too short to be seen. */
export function drawOutages(plot: uPlot, outages: readonly Outage[], paint: Paint): void {
  const { ctx, bbox } = plot
  const thick = 3 * devicePixelRatio
  const begin = plot.scales.x?.min ?? 0
  const end = (plot.scales.x?.max ?? 0) * 1000
  ctx.save()
  for (const outage of outages) {
    if (outage.began > end || (outage.ended ?? end) < begin * 1000) continue
    const [left, right] = edges(plot, { from: outage.began, to: outage.ended ?? end })
    ctx.fillStyle = outage.status === 'down' ? paint.down : paint.unreachable
    ctx.fillRect(left, bbox.top + bbox.height - thick, Math.max(right - left, thick), thick)
  }
  ctx.restore()
}

/** A line over the whole width, at a value. */
export function drawAcross(plot: uPlot, value: number, colour: string, dash: number[] = []): void {
  const { ctx, bbox } = plot
  const y = Math.round(plot.valToPos(value, 'y', true)) + 0.5
  ctx.save()
  ctx.lineWidth = devicePixelRatio
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio))
  ctx.strokeStyle = colour
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.restore()
}

/** A line over the whole height, at a moment. */
export function drawMoment(plot: uPlot, at: number, colour: string): void {
  const { ctx, bbox } = plot
  const x = Math.round(plot.valToPos(at / 1000, 'x', true)) + 0.5
  if (x < bbox.left || x > bbox.left + bbox.width) return
  ctx.save()
  ctx.lineWidth = devicePixelRatio
  ctx.strokeStyle = colour
  ctx.beginPath()
  ctx.moveTo(x, bbox.top)
  ctx.lineTo(x, bbox.top + bbox.height)
  ctx.stroke()
  ctx.restore()
}

/** A stretch in canvas pixels, kept within the chart. */
function edges(plot: uPlot, { from, to }: Span): [number, number] {
  const { left, width } = plot.bbox
  const inside = (at: number) => Math.min(left + width, Math.max(left, plot.valToPos(at / 1000, 'x', true)))
  return [inside(from), inside(to)]
}
