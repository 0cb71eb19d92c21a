/** Where the card beside a mark goes: inside the map, and never under the pointer that called it. */
import type { Point } from './view.svelte.ts'

interface Size {
  width: number
  height: number
}

/** Kept between the card and the edge of the map. */
const edgePx = 8

/** Upper left corner. Right of the mark where there is room, else left, else above or below. */
export function placeCard(at: Point, reachPx: number, card: Size, map: Size): Point {
  const within = (value: number, size: number, whole: number) =>
    Math.max(edgePx, Math.min(whole - size - edgePx, value))
  const y = within(at.y - card.height / 2, card.height, map.height)
  const right = at.x + reachPx
  if (right + card.width + edgePx <= map.width) return { x: right, y }
  const left = at.x - reachPx - card.width
  if (left >= edgePx) return { x: left, y }
  const x = within(at.x - card.width / 2, card.width, map.width)
  const above = at.y - reachPx - card.height
  return { x, y: above >= edgePx ? above : at.y + reachPx }
}
