/** How many satker were not connected, over time: of each stretch the worst moment. */
import { Tally } from './tally.ts'
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

/** Only of the satker in `satkerOf`: code by the id of each of their links. */
export function peaksOf(
  timeline: Timeline,
  satkerOf: ReadonlyMap<string, string>,
  { from, stepMs, count }: Stretches,
): Peak[] {
  const tally = new Tally(timeline, satkerOf)
  const { changes } = timeline
  const peaks: Peak[] = []
  let next = 0
  const applyUntil = (before: number, told: () => void): void => {
    for (; next < changes.at.length && changes.at[next]! < before; next++) {
      tally.apply(changes.link[next]!, changes.to[next]!, changes.at[next]!)
      // Changes of one moment are one event: between them nothing was seen.
      if (changes.at[next] !== changes.at[next + 1]) told()
    }
  }
  applyUntil(from, () => {})
  for (let i = 0; i < count; i++) {
    const peak = { from: from + i * stepMs, to: from + (i + 1) * stepMs, ...goneOf(tally) }
    applyUntil(peak.to, () => {
      const { down, unreachable, unknown } = tally.counts
      if (down + unreachable > peak.down + peak.unreachable) Object.assign(peak, { down, unreachable })
      peak.unknown = Math.min(peak.unknown, unknown)
    })
    peaks.push(peak)
  }
  return peaks
}

function goneOf({ counts }: Tally): Pick<Peak, 'down' | 'unreachable' | 'unknown'> {
  return { down: counts.down, unreachable: counts.unreachable, unknown: counts.unknown }
}
