/** One chart as it is to be drawn: what uPlot is told, but for its size and for what all charts have alike. */
import type uPlot from 'uplot'
import type { Format } from '../parts/format.ts'
import type { Period } from '../state/readings.svelte.ts'
import type { ValueAxis } from './chart-axes.ts'
import type { Paint } from './chart-paint.ts'
import type { Unmeasured } from './measured.ts'

/** What all charts of a link have alike. */
export interface Scene {
  period: Period
  /** Where they begin; `period.from` or later. */
  from: number
  timezone: string
  format: Format
  /** The moment that is looked back at; null: now. */
  moment: number | null
}

export interface Drawing {
  columns: (number | null)[][]
  /** Of one length with the columns. */
  series: uPlot.Series[]
  bands?: uPlot.Band[]
  range: [lowest: number, highest: number]
  values: ValueAxis
  unmeasured: Unmeasured[]
  /** Lines over the whole width. */
  across: { value: number; colour: string; dash?: number[] }[]
}

/** Drawn anew in other colours, as on paper, so the colours are handed in. */
export type Draw = (scene: Scene, paint: Paint, paths: uPlot.Series.PathBuilderFactories) => Drawing

/** A line without points: a reading between two gaps is drawn by uPlot as a dot all the same. */
export function line(stroke: string, given: Partial<uPlot.Series> = {}): uPlot.Series {
  return { stroke, width: 1.25, points: { show: false }, ...given }
}

/** The stretch before: the same colour, thin and dashed. */
export function earlier(stroke: string): uPlot.Series {
  return line(stroke, { width: 1, dash: [3, 3] })
}

/** An edge of a band, which is filled but not drawn. */
export function edge(): uPlot.Series {
  return { stroke: 'transparent', width: 0, points: { show: false } }
}
