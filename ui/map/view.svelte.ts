/** Which part of the map is seen, and how large: map units to pixels and back. */
import type { MapWindow } from '../state/place.ts'
import { fit, type Extent, type Stand } from './fit.ts'
import { indonesia, project, unproject } from './projection.ts'

export interface Point {
  x: number
  y: number
}

const corner = project([indonesia.north, indonesia.west])
const opposite = project([indonesia.south, indonesia.east])
const middle = { x: (corner.x + opposite.x) / 2, y: (corner.y + opposite.y) / 2 }
const whole: Stand = { zoom: 1, centre: middle }

/** What is put on paper, in pixels: the width of A4 between its margins, and as high as Indonesia is then. */
const paper = { width: 690, height: 272 }
/** Never nearer than this, or than a pixel for about 200 m where the window is small. */
const largestZoom = 24
const largestScale = 5
/** A mark so far outside of the window is half seen. */
const edgePx = 20
/** A gesture that paused this long has ended. */
const settleMs = 140

/** Where the view is to be: exactly there, or wherever these places are seen whole, in a window of any size. */
type Goal = Stand | { extent: Extent; least?: number }

export class View {
  #width = $state(0)
  #height = $state(0)
  #goal = $state.raw<Goal>(whole)
  /** Where it was when it last came to rest: marks are laid out for that, and moved as a whole until the next. */
  #restGoal = $state.raw<Goal>(whole)
  #settling: ReturnType<typeof setTimeout> | undefined
  readonly #told: (window: MapWindow | null) => void
  readonly #printing: { readonly current: boolean }

  /** A map that is not seen yet is laid out as on a telephone. */
  readonly #wholeScale = $derived.by(() =>
    Math.min((this.width || 360) / (opposite.x - corner.x), (this.height || 320) / (opposite.y - corner.y)),
  )
  readonly #largestZoom = $derived(Math.max(largestZoom, largestScale / this.#wholeScale))
  /** Paper has all of it, wherever the screen stands. */
  readonly #stand = $derived.by(() => (this.isOnPaper ? whole : this.#standOf(this.#goal)))
  readonly #rest = $derived.by(() => (this.isOnPaper ? whole : this.#standOf(this.#restGoal)))

  /** Pixels per map unit: all of Indonesia fits at zoom 1. */
  readonly scale = $derived(this.#wholeScale * this.#stand.zoom)
  readonly restScale = $derived(this.#wholeScale * this.#rest.zoom)

  /** How large marks and names are drawn: a wall screen is seen from afar. */
  readonly size = $derived.by(() => (this.width >= 1800 ? 1.4 : 1))

  /** Where the map's origin lies, in pixels. */
  readonly origin: Point = $derived(this.#originOf(this.#stand.centre, this.scale))
  readonly restOrigin: Point = $derived(this.#originOf(this.#rest.centre, this.restScale))

  /** Of what is drawn from the map's origin; in whole pixels, so that it stays sharp. */
  get layerShift(): string {
    return `${Math.round(this.origin.x)}px ${Math.round(this.origin.y)}px`
  }

  /** `told` is called with what is seen whenever it has come to rest; null: the whole, or what a filter shows. */
  constructor(
    told: (window: MapWindow | null) => void = () => {},
    printing: { readonly current: boolean } = { current: false },
  ) {
    this.#told = told
    this.#printing = printing
  }

  get isOnPaper(): boolean {
    return this.#printing.current
  }

  /** Of the window on the map, in pixels. */
  get width(): number {
    return this.isOnPaper ? paper.width : this.#width
  }

  set width(px: number) {
    this.#width = px
  }

  get height(): number {
    return this.isOnPaper ? paper.height : this.#height
  }

  set height(px: number) {
    this.#height = px
  }

  get isZoomed(): boolean {
    return this.#stand.zoom > 1
  }

  get canZoomIn(): boolean {
    return this.#stand.zoom < this.#largestZoom
  }

  get zoom(): number {
    return this.#stand.zoom
  }

  /** As it was when it last came to rest. */
  get restZoom(): number {
    return this.#rest.zoom
  }

  /** For the address; null where it follows from the rest of it. */
  get window(): MapWindow | null {
    if ('extent' in this.#goal || this.#goal === whole) return null
    const [latitude, longitude] = unproject(this.#goal.centre)
    return { latitude, longitude, zoom: this.#goal.zoom }
  }

  toScreen(place: Point): Point {
    return { x: this.origin.x + place.x * this.scale, y: this.origin.y + place.y * this.scale }
  }

  /** To pixels, as it was when it last came to rest. */
  atRest(place: Point): Point {
    return {
      x: this.restOrigin.x + place.x * this.restScale,
      y: this.restOrigin.y + place.y * this.restScale,
    }
  }

  isInRestWindow(place: Point): boolean {
    const { x, y } = this.atRest(place)
    return x > -edgePx && x < this.width + edgePx && y > -edgePx && y < this.height + edgePx
  }

  /** Back from pixels to map units. */
  toMap({ x, y }: Point): Point {
    return { x: (x - this.origin.x) / this.scale, y: (y - this.origin.y) / this.scale }
  }

  /** Larger or smaller, while what is under `around` (pixels; the middle if not said) stays there. */
  zoomBy(factor: number, around: Point = { x: this.width / 2, y: this.height / 2 }): void {
    const { zoom: before, centre } = this.#stand
    const zoom = Math.min(this.#largestZoom, Math.max(1, before * factor))
    const kept = 1 - before / zoom
    const [dx, dy] = [(around.x - this.width / 2) * kept, (around.y - this.height / 2) * kept]
    if (zoom === 1) this.#move(whole)
    else this.#move(within(zoom, { x: centre.x + dx / this.scale, y: centre.y + dy / this.scale }))
  }

  panBy(dx: number, dy: number): void {
    if (!this.isZoomed) return
    const { zoom, centre } = this.#stand
    this.#move(within(zoom, { x: centre.x - dx / this.scale, y: centre.y - dy / this.scale }))
  }

  reset(): void {
    this.#move(whole)
    this.settle()
  }

  /** To where these places are seen whole; they are the filter's, so the address need not tell. */
  fit(extent: Extent): void {
    this.#move({ extent })
    this.settle()
  }

  /** Where these places could be seen whole: with less and less land around them, and nearer than now. */
  standsFor(extent: Extent): (Stand & { scale: number })[] {
    return [200, 80, 30, 10, 1]
      .map((least) => this.#standOf({ extent, least }))
      .filter(({ zoom }) => zoom > this.#stand.zoom * 1.2)
      .map(({ zoom, centre }) => ({ zoom, centre, scale: this.#wholeScale * zoom }))
  }

  enlarge({ zoom, centre }: Stand): void {
    this.#move({ zoom, centre })
    this.settle()
  }

  goTo({ latitude, longitude, zoom }: MapWindow): void {
    this.#move(zoom <= 1 ? whole : within(zoom, project([latitude, longitude])))
    this.settle()
  }

  /** The gesture has ended. */
  settle(): void {
    clearTimeout(this.#settling)
    if (this.#restGoal === this.#goal) return
    this.#restGoal = this.#goal
    this.#told(this.window)
  }

  #move(goal: Goal): void {
    this.#goal = goal
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => this.settle(), settleMs)
  }

  #standOf(goal: Goal): Stand {
    const sheet = {
      width: this.width || 360,
      height: this.height || 320,
      wholeScale: this.#wholeScale,
      largestZoom: this.#largestZoom,
    }
    return 'extent' in goal ? fit(goal.extent, sheet, goal.least) : goal
  }

  #originOf(centre: Point, scale: number): Point {
    return { x: this.width / 2 - centre.x * scale, y: this.height / 2 - centre.y * scale }
  }
}

/** Never so far that Indonesia is out of sight. */
function within(zoom: number, { x, y }: Point): Stand {
  return {
    zoom,
    centre: {
      x: Math.min(opposite.x, Math.max(corner.x, x)),
      y: Math.min(opposite.y, Math.max(corner.y, y)),
    },
  }
}
