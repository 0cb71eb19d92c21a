import type { Clock } from '../domain/clock.ts'

/** Snapshots on their way at a time: each is megabytes in the buffers of the kernel. */
const defaultPlaces = 32
/** A line that is slower than this keeps nobody else waiting. */
const placeMs = 250

/** One who waits for its turn. */
export interface Waiting {
  /** Tries again. */
  resume(): void
}

/** Whose snapshot is on its way, so that a thousand who come at once get theirs one after the other, and not all at the end. */
export class SnapshotPlaces {
  readonly #clock: Clock
  readonly #places: number
  readonly #taken = new Map<Waiting, number>()
  readonly #waiting = new Set<Waiting>()

  constructor(clock: Clock, places: number = defaultPlaces) {
    this.#clock = clock
    this.#places = places
  }

  /** False where there is none: whoever asked is told to `resume` when there is. */
  take(one: Waiting): boolean {
    const isFree = this.#taken.has(one) || this.#taken.size < this.#places
    if (isFree) {
      this.#waiting.delete(one)
      this.#taken.set(one, this.#clock.monotonicMs())
    } else this.#waiting.add(one)
    return isFree
  }

  /** It is sent, or it will never be. */
  leave(one: Waiting): void {
    this.#waiting.delete(one)
    if (this.#taken.delete(one)) this.#next()
  }

  /** Called a few times a second. */
  tick(): void {
    const now = this.#clock.monotonicMs()
    for (const [one, since] of this.#taken) if (now - since >= placeMs) this.#taken.delete(one)
    for (let free = this.#places - this.#taken.size; free > 0; free--) this.#next()
  }

  #next(): void {
    const [one] = this.#waiting
    if (one === undefined) return
    this.#waiting.delete(one)
    one.resume()
  }
}
