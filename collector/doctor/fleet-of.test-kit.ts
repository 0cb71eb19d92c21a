import type { FleetNeed } from './fleet-need.ts'

const day = 86_400_000

/** What a fleet of so many satker, each with one router and one link, needs. */
export function fleetOf(satker: number, given: Partial<FleetNeed> = {}): FleetNeed {
  return {
    satker,
    links: satker,
    routers: satker,
    echoed: satker,
    sweptBySnmp: 0,
    sweepMs: 10_000,
    visitMs: 60_000,
    retention: { minutesMs: 14 * day, fiveMinutesMs: 395 * day, hoursMs: 1_826 * day },
    zones: ['Asia/Jakarta'],
    played: [],
    ...given,
  }
}
