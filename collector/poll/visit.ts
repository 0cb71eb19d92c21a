import { afterLook, afterVisit } from '../domain/belief.ts'
import { isOperationallyDown } from '../domain/interface-state.ts'
import { addEchoes, addTraffic, minuteOf, openMinute, rowOf } from '../domain/minute.ts'
import type { MinuteRow } from '../domain/minute-row.ts'
import { loadRatio, noTraffic, trafficBetween } from '../domain/rate.ts'
import type { Failure, InterfaceReading, Visit } from '../domain/reading.ts'
import { momentOf } from '../domain/uptime.ts'
import { type DatedCounters, subscribedRates, type TrackedLink } from './tracked-link.ts'

/** A counter reading older than this many visits is no beginning for a rate: what lies between is a gap. */
const visitsToSpan = 2.5

/** Our own two clocks part when the machine was suspended, or one was set: no time can be told from them. */
const mostClocksPartMs = 2_000

/** An answer that travelled for more than this share of a round came in when we could not: it dates nothing. */
const longestTravel = 0.1

/** The router read its clock somewhere on the way of the answer: a change is dated no worse than this. */
export const mostTravelToDateMs = 2_000

/** Takes in what a visit saw of one link; answers with the row of a minute that this closed. */
export function takeInVisit(tracked: TrackedLink, visit: Visit, everyMs: number): MinuteRow | null {
  tracked.snmp = 'answering'
  const reading = visit.interfaces.get(tracked.link.id)
  if (!reading) {
    // What the interface does is not known, which is not what it did when it was last seen.
    tracked.traffic = noTraffic
    tracked.visited = tracked.visited.filter((condition) => condition === 'identity-changed')
    // Of one that is to be read, another visit may say more.
    if (tracked.link.interface === null) tracked.belief = afterLook(tracked.belief)
    return null
  }
  tracked.visited = reading.found ? [] : ['identity-changed']
  const { sysUpTimeCs, monotonicMs } = visit
  const after = { at: visit.at, sysUpTimeCs, monotonicMs, interface: reading }
  const before = tracked.counters
  const subscribed = subscribedRates(tracked.link)
  const isDated = visit.rttMs <= longestTravel * everyMs
  const usable = before !== null && isDated && isSpanned(before, after, visitsToSpan * everyMs)
  tracked.counters = isDated ? after : null
  tracked.traffic = usable ? trafficBetween(before, after, subscribed) : noTraffic
  tracked.measuredAt = visit.at
  tracked.belief = afterVisit(tracked.belief, {
    at: visit.at,
    interfaceDown: reading.operStatus === null ? null : isOperationallyDown(reading.operStatus),
    interfaceChangedAt: changedAt(visit, reading),
    loadRatio: loadRatio(tracked.traffic, subscribed),
  })
  const closed = closeMinute(tracked, visit.at)
  if (tracked.minute) addTraffic(tracked.minute, tracked.traffic)
  return closed
}

/**
 * When the interface took up its present state by ifLastChange (RFC 2863): 0 there means before the agent started,
 * and an answer that travelled long tells no time.
 */
export function changedAt(visit: Visit, { lastChangeCs }: InterfaceReading): number | null {
  const usable = lastChangeCs !== null && lastChangeCs > 0 && visit.rttMs <= mostTravelToDateMs
  return usable ? Math.round(momentOf(visit, lastChangeCs)) : null
}

function isSpanned(before: DatedCounters, after: DatedCounters, mostMs: number): boolean {
  const elapsedMs = after.monotonicMs - before.monotonicMs
  return elapsedMs <= mostMs && Math.abs(after.at - before.at - elapsedMs) <= mostClocksPartMs
}

/**
 * Takes in that a visit failed: the numbers of the last one are not the numbers of now. Only silence after
 * all tries is held against the agent; `patient` says that they were all made.
 */
export function takeInFailure(tracked: TrackedLink, why: Failure, patient: boolean): void {
  if (why === 'not-asked') return
  tracked.belief = afterLook(tracked.belief)
  const refused = why === 'wrong-credentials'
  tracked.snmp = refused ? 'refused' : 'silent'
  if (refused) tracked.visited = ['wrong-credentials']
  else tracked.visited = patient ? ['snmp-silent'] : []
  tracked.traffic = noTraffic
}

/** Takes in that the router's agent answered a sweep. */
export function takeInSnmpAnswer(tracked: TrackedLink): void {
  if (tracked.snmp === 'refused') return
  tracked.snmp = 'answering'
  tracked.visited = tracked.visited.filter((condition) => condition !== 'snmp-silent')
}

/** Counts echoes to the minute they were asked in; answers with the row of a minute that this closed. */
export function countEchoes(
  tracked: TrackedLink,
  at: number,
  rttsMs: readonly (number | null)[],
): MinuteRow | null {
  const closed = closeMinute(tracked, at)
  if (tracked.minute) addEchoes(tracked.minute, rttsMs)
  tracked.rttMs = rttsMs.length === 1 ? rttsMs[0]! : medianOf(rttsMs)
  tracked.measuredAt = at
  return closed
}

function medianOf(rttsMs: readonly (number | null)[]): number | null {
  const answered = rttsMs.filter((rttMs) => rttMs !== null).toSorted((a, b) => a - b)
  return answered[Math.floor(answered.length / 2)] ?? null
}

/** Closes a link's minute once `at` is beyond it, and opens the one that `at` is in. */
export function closeMinute(tracked: TrackedLink, at: number): MinuteRow | null {
  const { minute, link } = tracked
  if (minute && minute.at >= minuteOf(at)) return null
  tracked.minute = openMinute(at)
  return minute && rowOf(link.id, minute)
}
