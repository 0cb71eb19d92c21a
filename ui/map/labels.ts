/** Names on the map: those that matter most first, each where there is room beside its mark, or not at all. */
import type { Point } from './view.svelte.ts'

export interface Wanted {
  key: string
  text: string
  at: Point
  /** How far its mark reaches, where it is larger than usual. */
  reachPx?: number
}

/** Where a name was given its place. */
export interface Spot {
  anchor: 'start' | 'end' | 'middle'
  /** Baseline of the text, in pixels. */
  x: number
  y: number
  box: Box
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const letterPx = 6.6
const linePx = 16
const markPx = 9
const quietPx = 3

/**
 * No name lies on a loud mark; on a quiet one only where there is no better side. `size` is how much larger than
 * usual marks and names are drawn.
 */
export function placeLabels<W extends Wanted>(
  wanted: readonly W[],
  marks: { loud: readonly (Point & { reachPx?: number })[]; quiet: readonly Point[] },
  { width, size }: { width: number; size: number },
): (W & Spot)[] {
  const taken: Box[] = marks.loud.map(({ x, y, reachPx = markPx }) => around(x, y, (reachPx - 2) * size))
  const avoided: Box[] = marks.quiet.map(({ x, y }) => around(x, y, quietPx * size))
  const placed: (W & Spot)[] = []
  for (const one of wanted) {
    const possible = candidates(one, size).filter(
      ({ box }) => box.left > 4 && box.right < width - 4 && !taken.some(touches(box)),
    )
    const free = possible.find(({ box }) => !avoided.some(touches(box))) ?? possible[0]
    if (!free) continue
    taken.push(free.box)
    placed.push(free)
  }
  return placed
}

/** To the right, the left, above and below. */
function candidates<W extends Wanted>(wanted: W, size: number): (W & Spot)[] {
  const { x, y } = wanted.at
  const reach = wanted.reachPx ?? markPx
  const long = wanted.text.length * letterPx * size
  const place = (anchor: Spot['anchor'], atX: number, atY: number) => {
    const left = anchor === 'start' ? atX : anchor === 'end' ? atX - long : atX - long / 2
    return {
      ...wanted,
      anchor,
      x: atX,
      y: atY,
      box: { left, right: left + long, top: atY - (linePx - 4) * size, bottom: atY + 4 * size },
    }
  }
  return [
    place('start', x + (reach + 2) * size, y + 4 * size),
    place('end', x - (reach + 2) * size, y + 4 * size),
    place('middle', x, y - (reach + 4) * size),
    place('middle', x, y + (reach + 12) * size),
  ]
}

function around(x: number, y: number, reach: number): Box {
  return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }
}

function touches(a: Box): (b: Box) => boolean {
  return (b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top
}
