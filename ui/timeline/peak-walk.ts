/** One walk along a timeline. What is settled is behind it for good; the rest it walks and comes back. */
import type { LinkStatus } from '../../collector/domain/status.ts'
import type { Peak, Stretches } from './peaks.ts'
import { Tally } from './tally.ts'
import type { Timeline } from './timeline.ts'

interface Step {
  place: number
  before: LinkStatus | null
}

export class PeakWalk {
  readonly #timeline: Timeline
  readonly #satkerOf: ReadonlyMap<string, string>
  readonly #stretches: Stretches
  readonly #tally: Tally
  /** The change that comes next, and the one that is behind, as it was: others may be added before it. */
  #next = 0
  #last: { at: number; link: number; to: LinkStatus } | null = null
  /** Of the stretches that have begun; the last one is still open. */
  #peaks: Peak[] = []

  constructor(timeline: Timeline, satkerOf: ReadonlyMap<string, string>, stretches: Stretches) {
    this.#timeline = timeline
    this.#satkerOf = satkerOf
    this.#stretches = stretches
    this.#tally = new Tally(timeline, satkerOf)
  }

  /** Whether it is of these, and nothing was added to what is behind it. */
  isStill(timeline: Timeline, satkerOf: ReadonlyMap<string, string>, { from, count }: Stretches): boolean {
    const isSame =
      timeline === this.#timeline &&
      satkerOf === this.#satkerOf &&
      from === this.#stretches.from &&
      count === this.#stretches.count
    if (!isSame || this.#last === null) return isSame
    const { at, link, to } = timeline.changes
    const behind = this.#next - 1
    const { at: moment, link: place, to: status } = this.#last
    // A moment is one event: nothing may have been added to that of the last change either.
    return (
      at[behind] === moment && link[behind] === place && to[behind] === status && at[this.#next] !== moment
    )
  }

  /** Nothing more is expected of what was before a moment. */
  settle(before: number): void {
    this.#walk(before)
    if (this.#next === 0) return
    const { at, link, to } = this.#timeline.changes
    const behind = this.#next - 1
    this.#last = { at: at[behind]!, link: link[behind]!, to: to[behind]! }
  }

  /** Of all stretches, those to come as well. */
  peaks(): Peak[] {
    const [next, begun] = [this.#next, this.#peaks]
    // The open one is changed on the way.
    this.#peaks = begun.map((peak, i) => (i === begun.length - 1 ? { ...peak } : peak))
    const steps: Step[] = []
    this.#walk(Infinity, steps)
    this.#beginUntil(this.#stretches.count)
    const all = this.#peaks
    for (const { place, before } of steps.reverse()) this.#tally.apply(place, before, 0)
    this.#next = next
    this.#peaks = begun
    return all
  }

  #walk(before: number, steps?: Step[]): void {
    const { from, stepMs, count } = this.#stretches
    const { at, link, to } = this.#timeline.changes
    const end = Math.min(before, from + count * stepMs)
    for (; this.#next < at.length && at[this.#next]! < end; this.#next++) {
      const [moment, place] = [at[this.#next]!, link[this.#next]!]
      this.#beginUntil(Math.floor((moment - from) / stepMs) + 1)
      steps?.push({ place, before: this.#tally.statusOf(place) })
      this.#tally.apply(place, to[this.#next]!, moment)
      // Changes of one moment are one event: between them nothing was seen.
      if (moment >= from && moment !== at[this.#next + 1]) this.#see()
    }
  }

  /** Stretches begin with what there was before them. */
  #beginUntil(count: number): void {
    const { from, stepMs } = this.#stretches
    const { down, unreachable, unknown } = this.#tally.counts
    while (this.#peaks.length < count) {
      const begins = from + this.#peaks.length * stepMs
      this.#peaks.push({ from: begins, to: begins + stepMs, down, unreachable, unknown })
    }
  }

  #see(): void {
    const peak = this.#peaks.at(-1)!
    const { down, unreachable, unknown } = this.#tally.counts
    if (down + unreachable > peak.down + peak.unreachable) Object.assign(peak, { down, unreachable })
    peak.unknown = Math.min(peak.unknown, unknown)
  }
}
