import type { FleetNeed } from './fleet-need.ts'

const dayMs = 86_400_000

/** Bytes of a link by the day, as README.md tells how large it gets: changes and outages are counted with the hours. */
const bytesADay = { minutes: 65_000, fiveMinutes: 5_100, hours: 500 }
/** Of a link whatever its age: what is not packed yet. */
const unpackedBytes = 50_000
/** The write-ahead log, and what is free between rows. */
const besideBytes = 100e6

/** What the database holds once everything has been kept for as long as it is to be kept. */
export function storeBytes({ links, retention }: Pick<FleetNeed, 'links' | 'retention'>): number {
  const { minutesMs, fiveMinutesMs, hoursMs } = retention
  const ofALink =
    (minutesMs / dayMs) * bytesADay.minutes +
    (fiveMinutesMs / dayMs) * bytesADay.fiveMinutes +
    (hoursMs / dayMs) * bytesADay.hours
  return besideBytes + links * (ofALink + unpackedBytes)
}
