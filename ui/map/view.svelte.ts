/** Which part of the map is seen, and how large: map units to pixels and back. */
import { indonesia, project } from './projection.ts'

export interface Point {
  x: number
  y: number
}

const corner = project([indonesia.north, indonesia.west])
const opposite = project([indonesia.south, indonesia.east])
const middle = { x: (corner.x + opposite.x) / 2, y: (corner.y + opposite.y) / 2 }
const largestZoom = 24

export class View {
  /** Of the window on the map, in pixels. */
  width = $state(0)
  height = $state(0)
  #zoom = $state(1)
  #centre = $state.raw<Point>(middle)

  /** Pixels per map unit: all of Indonesia fits at zoom 1. */
  readonly scale = $derived(
    Math.min(this.width / (opposite.x - corner.x), this.height / (opposite.y - corner.y)) * this.#zoom,
  )

  /** How large marks and names are drawn: a wall screen is seen from afar. */
  readonly size = $derived(this.width >= 1800 ? 1.4 : 1)

  get isZoomed(): boolean {
    return this.#zoom > 1
  }

  get canZoomIn(): boolean {
    return this.#zoom < largestZoom
  }

  /** Where the map's origin lies, in pixels. */
  get origin(): Point {
    return {
      x: this.width / 2 - this.#centre.x * this.scale,
      y: this.height / 2 - this.#centre.y * this.scale,
    }
  }

  toScreen(place: Point): Point {
    return { x: this.origin.x + place.x * this.scale, y: this.origin.y + place.y * this.scale }
  }

  /** Larger or smaller, while what is under `around` (pixels; the middle if not said) stays there. */
  zoomBy(factor: number, around: Point = { x: this.width / 2, y: this.height / 2 }): void {
    const zoom = Math.min(largestZoom, Math.max(1, this.#zoom * factor))
    const kept = 1 - this.#zoom / zoom
    const [dx, dy] = [(around.x - this.width / 2) * kept, (around.y - this.height / 2) * kept]
    const before = this.scale
    this.#zoom = zoom
    if (zoom === 1) this.#centre = middle
    else this.#moveTo({ x: this.#centre.x + dx / before, y: this.#centre.y + dy / before })
  }

  panBy(dx: number, dy: number): void {
    if (!this.isZoomed) return
    this.#moveTo({ x: this.#centre.x - dx / this.scale, y: this.#centre.y - dy / this.scale })
  }

  reset(): void {
    this.#zoom = 1
    this.#centre = middle
  }

  /** Never so far that Indonesia is out of sight. */
  #moveTo({ x, y }: Point): void {
    this.#centre = {
      x: Math.min(opposite.x, Math.max(corner.x, x)),
      y: Math.min(opposite.y, Math.max(corner.y, y)),
    }
  }
}
