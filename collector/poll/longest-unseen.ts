/** A router in a line: when it was last looked at, and where it stands. */
export interface Unseen {
  /** By the clock that never steps. */
  lookedAtMs: number
  /** Kept by the line that it stands in. */
  place: number
}

/** A line of which the one that was looked at longest ago is the next: a heap, so that thousands may stand in it. */
export class LongestUnseen<T extends Unseen> {
  readonly #line: T[] = []

  get size(): number {
    return this.#line.length
  }

  get first(): T | undefined {
    return this.#line[0]
  }

  push(one: T): void {
    one.place = this.#line.length
    this.#line.push(one)
    this.#rise(one)
  }

  /** It must stand in this line. */
  remove(one: T): void {
    const last = this.#line.pop()!
    if (last === one) return
    this.#put(last, one.place)
    this.#rise(last)
    this.#sink(last)
  }

  #rise(one: T): void {
    while (one.place > 0) {
      const above = this.#line[(one.place - 1) >> 1]!
      if (above.lookedAtMs <= one.lookedAtMs) return
      this.#swap(one, above)
    }
  }

  #sink(one: T): void {
    for (;;) {
      const left = this.#line[2 * one.place + 1]
      const right = this.#line[2 * one.place + 2]
      const below = right !== undefined && right.lookedAtMs < left!.lookedAtMs ? right : left
      if (below === undefined || below.lookedAtMs >= one.lookedAtMs) return
      this.#swap(one, below)
    }
  }

  #swap(one: T, other: T): void {
    const { place } = one
    this.#put(one, other.place)
    this.#put(other, place)
  }

  #put(one: T, place: number): void {
    one.place = place
    this.#line[place] = one
  }
}
