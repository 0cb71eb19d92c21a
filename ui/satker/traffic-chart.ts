/** Draws a day of traffic by uPlot, which is fetched when the first chart is shown. */
import type { Attachment } from 'svelte/attachments'
import type uPlot from 'uplot'
import type { WireLink } from '../../collector/serve/wire.ts'
import { knownZone, type Format } from '../parts/format.ts'
import type { Period } from '../state/readings.svelte.ts'
import { gaps, highest, type Span } from './traffic.ts'

interface Chart {
  day: Period
  /** Where it begins; `day.from` or later. */
  from: number
  timezone: string
  format: Format
  bandwidth: WireLink['bandwidth']
  /** Nothing is done with it, but a change of it paints the canvas anew. */
  isDark: boolean
}

export function trafficChart(chart: Chart): Attachment<HTMLElement> {
  return (element) => {
    let plot: uPlot | null = null
    let gone = false
    const size = () => ({ width: element.clientWidth, height: element.clientHeight })
    const resize = new ResizeObserver(() => plot?.setSize(size()))
    void Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]).then(([{ default: Plot }]) => {
      if (gone) return
      plot = new Plot({ ...options(chart, Plot, paintFor(element)), ...size() }, columns(chart.day), element)
      resize.observe(element)
    })
    return () => {
      gone = true
      resize.disconnect()
      plot?.destroy()
    }
  }
}

/** Out is drawn below the line, so it is negative here and nowhere else. */
function columns({ readings }: Period): uPlot.AlignedData {
  const out = readings.outBitsPerSecond.map((rate) => (rate === null ? null : -rate))
  return [readings.at.map((at) => at / 1000), readings.inBitsPerSecond, out]
}

function options(chart: Chart, Plot: typeof uPlot, paint: Paint): Omit<uPlot.Options, 'width' | 'height'> {
  const { day, from, timezone, format, bandwidth } = chart
  const top = Math.max(highest(day.readings.inBitsPerSecond) ?? 0, bandwidth?.down ?? 0, 1)
  const bottom = Math.max(highest(day.readings.outBitsPerSecond) ?? 0, bandwidth?.up ?? 0, top / 8)
  const axis = { stroke: paint.soft, font: paint.font, ticks: { show: false }, border: { show: false } }
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 0, 0, 0],
    tzDate: (seconds) => Plot.tzDate(new Date(seconds * 1000), knownZone(timezone)),
    scales: {
      x: { range: [from / 1000, day.to / 1000] },
      // Room at the foot for the outages, so that they do not lie on the subscribed rate.
      y: { range: [-bottom - (top + bottom) * 0.09, top * 1.06] },
    },
    axes: [
      {
        ...axis,
        size: 22,
        gap: 4,
        grid: { stroke: paint.hairline, width: 1 },
        incrs: [1, 5, 15, 30, 60, 120, 240, 360].map((minutes) => minutes * 60),
        values: (_plot, seconds) => seconds.map((second) => format.hour(second * 1000, timezone)),
      },
      {
        ...axis,
        size: 58,
        gap: 4,
        grid: { show: false },
        splits: () => [-bottom, 0, top],
        values: (_plot, rates) => rates.map((rate) => (rate === 0 ? '0' : format.rate(Math.abs(rate)))),
      },
    ],
    series: [
      {},
      { stroke: paint.in, width: 1.25, points: { show: false } },
      { stroke: paint.out, width: 1.25, points: { show: false } },
    ],
    hooks: {
      drawClear: [
        (plot) =>
          drawGaps(
            plot,
            gaps(day.readings.at, day.readings.inBitsPerSecond, day.readings.resolution, day.to),
            paint,
          ),
      ],
      draw: [(plot) => drawLines(plot, chart, paint)],
    },
  }
}

interface Paint {
  in: string
  out: string
  soft: string
  hairline: string
  hatch: string
  down: string
  unreachable: string
  font: string
}

/** A canvas knows no tokens: they are resolved by the element's own colour, one after the other. */
function paintFor(element: HTMLElement): Paint {
  const colour = (token: string) => {
    element.style.color = `var(--${token})`
    return getComputedStyle(element).color
  }
  const paint = {
    in: colour('accent'),
    out: colour('ink-soft'),
    soft: colour('ink-soft'),
    hairline: colour('hairline'),
    hatch: colour('hatch'),
    down: colour('status-down'),
    unreachable: colour('status-unreachable'),
    font: `${getComputedStyle(element).fontSize} ${getComputedStyle(element).fontFamily}`,
  }
  element.style.color = ''
  return paint
}

function drawGaps(plot: uPlot, spans: Span[], paint: Paint): void {
  const { ctx, bbox } = plot
  const step = 6 * devicePixelRatio
  ctx.save()
  ctx.strokeStyle = paint.hatch
  ctx.lineWidth = devicePixelRatio
  for (const span of spans) {
    const [left, right] = edges(plot, span)
    ctx.save()
    ctx.beginPath()
    ctx.rect(left, bbox.top, right - left, bbox.height)
    ctx.clip()
    ctx.beginPath()
    // Started at a multiple of the step, so that neighbouring gaps are hatched as one.
    for (let x = Math.floor((left - bbox.height) / step) * step; x < right; x += step) {
      ctx.moveTo(x, bbox.top + bbox.height)
      ctx.lineTo(x + bbox.height, bbox.top)
    }
    ctx.stroke()
    ctx.restore()
  }
  ctx.restore()
}

function drawLines(plot: uPlot, { day, bandwidth }: Chart, paint: Paint): void {
  const { ctx, bbox } = plot
  const across = (rate: number, dash: number[], colour: string) => {
    const y = Math.round(plot.valToPos(rate, 'y', true)) + 0.5
    ctx.setLineDash(dash.map((length) => length * devicePixelRatio))
    ctx.strokeStyle = colour
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
  }
  ctx.save()
  ctx.lineWidth = devicePixelRatio
  across(0, [], paint.hairline)
  if (bandwidth) {
    across(bandwidth.down, [4, 4], paint.soft)
    across(-bandwidth.up, [4, 4], paint.soft)
  }
  // Outages lie along the foot of the chart, where no rate is drawn.
  const thick = 3 * devicePixelRatio
  for (const outage of day.outages) {
    const [left, right] = edges(plot, { from: outage.began, to: outage.ended ?? day.to })
    ctx.fillStyle = outage.status === 'down' ? paint.down : paint.unreachable
    ctx.fillRect(left, bbox.top + bbox.height - thick, Math.max(right - left, thick), thick)
  }
  ctx.restore()
}

/** A span in canvas pixels, kept within the chart. */
function edges(plot: uPlot, { from, to }: Span): [number, number] {
  const { left, width } = plot.bbox
  const within = (at: number) => Math.min(left + width, Math.max(left, plot.valToPos(at / 1000, 'x', true)))
  return [within(from), within(to)]
}
