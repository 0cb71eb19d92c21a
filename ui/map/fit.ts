/** What part of the map shows certain places whole: its middle and how much it is enlarged. */
import type { Point } from './view.svelte.ts'

/** In map units. */
export interface Extent {
  left: number
  right: number
  top: number
  bottom: number
}

export interface Stand {
  /** How much larger than all of Indonesia in the window. */
  zoom: number
  /** What stands in the middle, in map units. */
  centre: Point
}

interface Sheet {
  width: number
  height: number
  /** Pixels per map unit at zoom 1. */
  wholeScale: number
  largestZoom: number
}

/** Kept free around what is fitted; the numbers and filters lie over the upper edge. */
const margin = { sidePx: 56, topPx: 112, bottomPx: 56, part: 0.14 }
/** About 220 km: a single office is shown with the land around it. */
const leastUnits = 200

/** Null where there is nothing. */
export function extentOf(points: readonly Point[]): Extent | null {
  if (points.length === 0) return null
  const extent: Extent = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (const { x, y } of points) {
    extent.left = Math.min(extent.left, x)
    extent.right = Math.max(extent.right, x)
    extent.top = Math.min(extent.top, y)
    extent.bottom = Math.max(extent.bottom, y)
  }
  return extent
}

/** `least`: map units shown at least, however near to one another the places are. */
export function fit(extent: Extent, sheet: Sheet, least: number = leastUnits): Stand {
  const side = Math.min(margin.sidePx, sheet.width * margin.part)
  const top = Math.min(margin.topPx, sheet.height * margin.part)
  const bottom = Math.min(margin.bottomPx, sheet.height * margin.part)
  const across = Math.max(least, extent.right - extent.left)
  const down = Math.max(least / 2, extent.bottom - extent.top)
  const scale = Math.min((sheet.width - 2 * side) / across, (sheet.height - top - bottom) / down)
  const zoom = Math.min(sheet.largestZoom, Math.max(1, scale / sheet.wholeScale))
  return {
    zoom,
    centre: {
      x: (extent.left + extent.right) / 2,
      // The middle of what is free is lower than the middle of the window.
      y: (extent.top + extent.bottom) / 2 - (top - bottom) / 2 / (sheet.wholeScale * zoom),
    },
  }
}
