/** How a cluster is drawn: a disc with its count, under the mark of its worst where that is not well. */
import { discRadius, isQuiet, type Mark } from './marks.ts'

export interface Disc {
  radius: number
  lineWidth: number
  /** How much of the edge tells of the worst, 0..1; the rest is as quiet as where all is well. */
  worstShare: number
  /** Of the mark inside; null where all is well. */
  glyph: { y: number; scale: number } | null
  /** Baseline of the count. */
  text: { y: number; sizePx: number }
}

/** In pixels at the usual size, around 0,0. */
export function discOf(mark: Mark): Disc {
  const radius = discRadius(mark)
  const lineWidth = mark.load === undefined ? (isQuiet(mark) ? 1 : 2) : 2.2
  const sizePx = mark.places.length < 1000 ? 9 : 8
  const worstShare = isQuiet(mark) || mark.load !== undefined ? 1 : mark.share
  if (isQuiet(mark)) return { radius, lineWidth, worstShare, glyph: null, text: { y: sizePx * 0.35, sizePx } }
  return {
    radius,
    lineWidth,
    worstShare,
    glyph: { y: -radius * 0.42, scale: 0.64 },
    text: { y: radius * 0.7, sizePx },
  }
}

/** Name of the token that colours its edge. */
export function edgeOf(mark: Mark): string {
  if (mark.load !== undefined || !isQuiet(mark) || !mark.hub) return tokenOf(mark)
  return mark.hub === 'centre' ? 'ink' : 'ink-soft'
}

/** Of the edge and the count, where there is nothing to see. */
export function isSoft(mark: Mark): boolean {
  return isQuiet(mark) && mark.load === undefined && !mark.hub
}

/** Name of the token that colours a mark: its status, or the step of its load. */
export function tokenOf({ load, status }: Mark): string {
  if (load !== undefined) return load === null ? 'status-unknown' : `load-${load}`
  return status === null ? 'ink-soft' : `status-${status}`
}
