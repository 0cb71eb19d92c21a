/** Wheel, drag, pinch, click and hover on the map. The lists do all of it for the keyboard. */
import type { Attachment } from 'svelte/attachments'
import { Taps, type Tapped } from './taps.ts'
import type { Point, View } from './view.svelte.ts'

/** A pointer that moved less than this was a click, not a drag. */
const clickSlackPx = 5

export interface Pointed extends Tapped {
  /** A mouse is over this, or over nothing of the map any more. */
  hover(at: Point | null): void
}

export function gestures(view: View, pointed: Pointed): Attachment<HTMLElement> {
  return (map) => {
    const pointers = new Map<number, Point>()
    const taps = new Taps(pointed)
    let movedPx = 0
    const at = (event: PointerEvent | WheelEvent): Point => {
      const box = map.getBoundingClientRect()
      return { x: event.clientX - box.left, y: event.clientY - box.top }
    }

    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY
      view.zoomBy(Math.exp(-pixels * 0.002), at(event))
      pointed.hover(null)
    }
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return
      map.setPointerCapture(event.pointerId)
      if (pointers.size === 0) movedPx = 0
      pointers.set(event.pointerId, at(event))
    }
    const move = (event: PointerEvent) => {
      const now = at(event)
      const before = pointers.get(event.pointerId)
      if (!before) {
        if (event.pointerType !== 'touch') pointed.hover(now)
        return
      }
      movedPx += Math.hypot(now.x - before.x, now.y - before.y)
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
      if (other) {
        const factor = distance(now, other) / Math.max(1, distance(before, other))
        view.zoomBy(factor, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
      } else if (movedPx > clickSlackPx) {
        pointed.hover(null)
        view.panBy(now.x - before.x, now.y - before.y)
      }
      pointers.set(event.pointerId, now)
    }
    const up = (event: PointerEvent) => {
      const wasDown = pointers.delete(event.pointerId)
      if (!wasDown || pointers.size > 0) return
      view.settle()
      if (movedPx <= clickSlackPx) taps.tap(at(event), event.pointerType === 'touch')
    }
    const cancel = (event: PointerEvent) => pointers.delete(event.pointerId)
    const leave = (event: PointerEvent) => {
      if (event.pointerType !== 'touch') pointed.hover(null)
    }

    // Not passive: the wheel zooms the map and must not scroll the page as well.
    map.addEventListener('wheel', wheel, { passive: false })
    map.addEventListener('pointerdown', down)
    map.addEventListener('pointermove', move)
    map.addEventListener('pointerup', up)
    map.addEventListener('pointercancel', cancel)
    map.addEventListener('pointerleave', leave)
    return () => {
      taps.forget()
      map.removeEventListener('wheel', wheel)
      map.removeEventListener('pointerdown', down)
      map.removeEventListener('pointermove', move)
      map.removeEventListener('pointerup', up)
      map.removeEventListener('pointercancel', cancel)
      map.removeEventListener('pointerleave', leave)
    }
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
