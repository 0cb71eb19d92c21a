/** A drawing on a canvas by uPlot, which is fetched when the first chart is shown. */
import type { Attachment } from 'svelte/attachments'
import type uPlot from 'uplot'
import { knownZone } from '../parts/format.ts'
import { zoomed, type Span } from '../state/period.ts'
import { axesOf } from './chart-axes.ts'
import { drawAcross, drawMoment, drawOutages, drawUnmeasured } from './chart-marks.ts'
import { faint, paintFor } from './chart-paint.ts'
import type { Cursor } from './cursor.svelte.ts'
import type { Draw, Scene } from './drawing.ts'

export interface Chart {
  scene: Scene
  draw: Draw
  /** Null for a picture that is only looked at. */
  cursor: Cursor | null
  /** Told what a hand drew across it. */
  zoom?: (span: Span) => void
  /** Nothing is done with it, but a change of it paints the canvas anew. */
  isDark: boolean
}

/** The width of A4 between its margins. */
const paperWidth = 690
/** A hand that moved less than this only pressed. */
const leastSelection = 6

export function chart(shown: Chart): Attachment<HTMLElement> {
  return (element) => {
    let Plot: typeof uPlot | null = null
    let plot: uPlot | null = null
    let gone = false
    const size = () => ({ width: element.clientWidth, height: element.clientHeight })
    const draw = (isOnPaper: boolean) => {
      if (!Plot) return
      plot?.destroy()
      const { width, height } = size()
      const options = optionsOf(shown, Plot, element, isOnPaper)
      plot = new Plot(
        { ...options.options, width: isOnPaper ? paperWidth : width, height },
        options.columns,
        element,
      )
      follow(shown.cursor?.at ?? null)
    }
    const follow = (at: number | null) => plot && point(plot, shown.scene, at)
    const unfollow = shown.cursor?.follow((at, by) => by !== plot && follow(at))
    const resize = new ResizeObserver(() => plot?.setSize(size()))
    const toPaper = () => draw(true)
    const toScreen = () => draw(false)
    window.addEventListener('beforeprint', toPaper)
    window.addEventListener('afterprint', toScreen)
    void Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]).then(([{ default: Loaded }]) => {
      if (gone) return
      Plot = Loaded
      draw(false)
      resize.observe(element)
    })
    return () => {
      gone = true
      unfollow?.()
      window.removeEventListener('beforeprint', toPaper)
      window.removeEventListener('afterprint', toScreen)
      resize.disconnect()
      plot?.destroy()
    }
  }
}

function optionsOf(
  { scene, draw, cursor, zoom }: Chart,
  Plot: typeof uPlot,
  element: HTMLElement,
  isOnPaper: boolean,
): { options: Omit<uPlot.Options, 'width' | 'height'>; columns: uPlot.AlignedData } {
  const { period, from, timezone, format, moment } = scene
  const paint = paintFor(element, isOnPaper)
  const drawing = draw(scene, paint, Plot.paths)
  const middle = period.readings.resolution / 2
  const options: Omit<uPlot.Options, 'width' | 'height'> = {
    legend: { show: false },
    cursor: cursor ? cursorOptions(cursor) : { show: false },
    padding: [8, 1, 0, 0],
    tzDate: (seconds) => Plot.tzDate(new Date(seconds * 1000), knownZone(timezone)),
    scales: { x: { range: [from / 1000, period.to / 1000] }, y: { range: drawing.range } },
    axes: axesOf(format, timezone, drawing.values, paint),
    series: [{}, ...drawing.series],
    bands: drawing.bands ?? [],
    hooks: {
      drawClear: [(plot) => drawUnmeasured(plot, drawing.unmeasured, paint)],
      draw: [
        (plot) => {
          for (const { value, colour, dash } of drawing.across) drawAcross(plot, value, colour, dash)
          drawOutages(plot, period.outages, paint)
          if (moment !== null) drawMoment(plot, moment, faint(paint.accent, 0.8))
        },
      ],
      setCursor: [(plot) => cursor?.move(readingUnder(plot, scene), plot)],
      setSelect: [(plot) => select(plot, zoom)],
    },
  }
  return {
    options,
    // Each reading stands in the middle of the time that it tells of.
    columns: [period.readings.at.map((at) => (at + middle) / 1000), ...drawing.columns],
  }
}

function cursorOptions(cursor: Cursor): uPlot.Cursor {
  return {
    y: false,
    points: { size: 5 },
    drag: { x: true, y: false, setScale: false },
    bind: {
      // A pointer that rests on the chart is told of moves when only the page moved: the keys then have the word.
      mousemove: (_plot, _element, handle) => (event: MouseEvent) => {
        const isResting = event.movementX === 0 && event.movementY === 0
        if (!(isResting && cursor.isByKeys)) handle(event)
        return null
      },
    },
  }
}

function readingUnder({ cursor: { idx, left } }: uPlot, { period }: Scene): number | null {
  if (idx === null || idx === undefined || left === undefined || left < 0) return null
  return period.readings.at[idx] ?? null
}

/** Shows a moment that was pointed at elsewhere, without telling of it again. */
function point(plot: uPlot, { period }: Scene, at: number | null): void {
  const left = at === null ? -10 : plot.valToPos((at + period.readings.resolution / 2) / 1000, 'x')
  plot.setCursor({ left, top: at === null ? -10 : 0 }, false)
}

function select(plot: uPlot, zoom: Chart['zoom']): void {
  const { left, width } = plot.select
  if (width === 0) return
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  if (width < leastSelection) return
  zoom?.(zoomed(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000))
}
