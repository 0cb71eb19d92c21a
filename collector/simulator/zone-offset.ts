/** How far the satker's clocks are ahead of UTC. */
import type { Satker } from '../domain/satker.ts'

/** By zone: a formatter of the runtime weighs some 30 kB, too much for one a link. */
export function zoneOffsets(satker: Satker[]): Map<string, number> {
  const zones = new Set(satker.map(({ timezone }) => timezone))
  return new Map([...zones].map((zone) => [zone, zoneOffsetMs(zone)]))
}

/** Taken in January for all the year: a zone with summer time, which Indonesia has not, would step the counters. */
function zoneOffsetMs(timezone: string): number {
  const january = Date.UTC(2026, 0, 1)
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(january)
  const read = (type: string) => Number(parts.find((part) => part.type === type)!.value)
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute')) - january
}
