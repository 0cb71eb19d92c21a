/** The shape of each status, drawn around 0,0 and about 12 across: the same strokes for SVG and for a canvas. */
import type { LinkStatus } from '../../collector/domain/status.ts'

export interface Shape {
  /** As in an SVG path. */
  d: string
  /** `hollow`: its line on a ground of paper. */
  paint: 'fill' | 'line' | 'hollow'
  lineWidth: number
  dash: readonly number[]
}

export function circle(radius: number): string {
  return `M${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0Z`
}

const shapes: Record<LinkStatus | 'none', Shape> = {
  up: { d: circle(3), paint: 'fill', lineWidth: 0, dash: [] },
  degraded: { d: 'M0-5L5.2 4.2H-5.2Z', paint: 'fill', lineWidth: 0, dash: [] },
  down: { d: 'M-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5', paint: 'line', lineWidth: 2.4, dash: [] },
  unreachable: { d: 'M0-5L5 0L0 5L-5 0Z', paint: 'hollow', lineWidth: 1.5, dash: [] },
  unknown: { d: circle(4.3), paint: 'line', lineWidth: 1.4, dash: [2.2, 1.65] },
  none: { d: 'M-3 0H3', paint: 'line', lineWidth: 1.2, dash: [] },
}

/** Null: no links, so nothing to tell. */
export function shapeOf(status: LinkStatus | null): Shape {
  return shapes[status ?? 'none']
}

/** Where the load was not measured a full shape is drawn empty. */
export function emptied(shape: Shape): Shape {
  return shape.paint === 'fill' ? { ...shape, paint: 'hollow', lineWidth: 1.3 } : shape
}

/** Through the mark of what is in maintenance. */
export const maintenanceBar = { d: 'M-7 0H7', lineWidth: 1.6 }
