import type { FleetNeed } from './fleet-need.ts'

const minuteMs = 60_000

/** Bytes of a row in its table, the tree around it included. */
const rowBytes = { minutes: 62, fiveMinutes: 22, hours: 80 }
/** Changes, outages, the write-ahead log and what is free between rows. */
const besideBytes = { ofAll: 100e6, ofALink: 20_000 }

/** What the database holds once everything has been kept for as long as it is to be kept. */
export function storeBytes({ links, retention }: FleetNeed): number {
  const { minutesMs, fiveMinutesMs, hoursMs } = retention
  const ofALink =
    (minutesMs / minuteMs) * rowBytes.minutes +
    (fiveMinutesMs / (5 * minuteMs)) * rowBytes.fiveMinutes +
    (hoursMs / (60 * minuteMs)) * rowBytes.hours +
    besideBytes.ofALink
  return besideBytes.ofAll + links * ofALink
}
