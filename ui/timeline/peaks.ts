/** How many satker were not connected, over time: of each stretch the worst moment. */
import { PeakWalk } from './peak-walk.ts'
import type { Timeline } from './timeline.ts'

export interface Peak {
  from: number
  to: number
  /** At the moment when most were gone. */
  down: number
  unreachable: number
  /** Fewest that nobody watched: where it is all of them, nothing is known of the stretch. */
  unknown: number
}

export interface Stretches {
  from: number
  /** Of one stretch. */
  stepMs: number
  count: number
}

/** What is told live is dated up to some sweeps ago: before that hardly anything is added. */
const settledMs = 60_000

/** Asked again after every change, it goes through what is new only. */
export class Peaks {
  #walk: PeakWalk | null = null

  /** Only of the satker in `satkerOf`: code by the id of each of their links. */
  of(timeline: Timeline, satkerOf: ReadonlyMap<string, string>, stretches: Stretches): Peak[] {
    if (!this.#walk?.isStill(timeline, satkerOf, stretches))
      this.#walk = new PeakWalk(timeline, satkerOf, stretches)
    this.#walk.settle((timeline.changes.at.at(-1) ?? 0) - settledMs)
    return this.#walk.peaks()
  }
}
