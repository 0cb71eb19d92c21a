import type { LinkChange, WireLink } from '../serve/wire.ts'

/** A link of which nothing moved that a page would show. */
export interface QuietLink {
  /** In the order of the fleet. */
  place: number
  told: WireLink
  change: Omit<LinkChange, 'id'>
}

/** Who of the quiet links is told at the end of a sweep: so many of them, one after the other. */
export class QuietTurns {
  readonly #most: number
  #last = 0

  constructor(most: number) {
    this.#most = most
  }

  /** All where they are no more than that; else the next, and that which was measured last, by which all see the sweep. */
  take(quiet: readonly QuietLink[]): readonly QuietLink[] {
    if (quiet.length <= this.#most) return quiet
    const next = Math.max(
      0,
      quiet.findIndex(({ place }) => place > this.#last),
    )
    const behind = quiet.slice(next, next + this.#most)
    const taken = [...behind, ...quiet.slice(0, this.#most - behind.length)]
    this.#last = taken.at(-1)?.place ?? 0
    const latest = quiet.reduce((one, other) => (measuredAt(other) > measuredAt(one) ? other : one))
    return taken.includes(latest) ? taken : [...taken, latest]
  }
}

function measuredAt({ change }: QuietLink): number {
  return change.measuredAt ?? 0
}
