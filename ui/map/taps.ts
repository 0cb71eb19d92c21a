/** Tells a tap on a mark, which acts at once, from one on the land, which waits whether it becomes a double one. */
import type { Point } from './view.svelte.ts'

/** Two taps within this are one double tap. */
const doubleMs = 280
const doublePx = 24

export interface Tapped {
  /** False where there is no mark. */
  mark(at: Point, isTouch: boolean): boolean
  /** Land or sea. */
  land(at: Point): void
  twice(at: Point): void
}

export class Taps {
  #last: { at: Point; onMark: boolean } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #tapped: Tapped

  constructor(tapped: Tapped) {
    this.#tapped = tapped
  }

  tap(at: Point, isTouch: boolean): void {
    const last = this.#last
    if (last && Math.hypot(at.x - last.at.x, at.y - last.at.y) <= doublePx) {
      this.forget()
      // What the first tap did may have moved another mark here: the second means nothing of its own.
      if (!last.onMark) this.#tapped.twice(at)
      return
    }
    this.forget()
    const onMark = this.#tapped.mark(at, isTouch)
    this.#last = { at, onMark }
    this.#timer = setTimeout(() => {
      this.#last = null
      if (!onMark) this.#tapped.land(at)
    }, doubleMs)
  }

  forget(): void {
    clearTimeout(this.#timer)
    this.#last = null
  }
}
