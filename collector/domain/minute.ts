import type { MinuteRow } from './minute-row.ts'
import { noTraffic, type Traffic } from './rate.ts'

/** A minute of a link that is still being measured; what is added to it alters it. */
export interface OpenMinute {
  at: number
  asked: number
  /** Round trips of the echoes that came back. */
  rttsMs: number[]
  traffic: Traffic
  visited: boolean
}

export const minuteMs = 60_000

export function minuteOf(at: number): number {
  return Math.floor(at / minuteMs) * minuteMs
}

export function openMinute(at: number): OpenMinute {
  return { at: minuteOf(at), asked: 0, rttsMs: [], traffic: noTraffic, visited: false }
}

export function addEchoes(minute: OpenMinute, rttsMs: readonly (number | null)[]): void {
  minute.asked += rttsMs.length
  for (const rttMs of rttsMs) if (rttMs !== null) minute.rttsMs.push(rttMs)
}

/** Of several visits in one minute the last that measured anything is kept: a gap takes nothing back. */
export function addTraffic(minute: OpenMinute, traffic: Traffic): void {
  if (Object.values(traffic).every((value) => value === null)) return
  minute.traffic = traffic
  minute.visited = true
}

/** The row of a minute that has closed; null where nothing was measured in it. */
export function rowOf(link: string, minute: OpenMinute): MinuteRow | null {
  if (minute.asked === 0 && !minute.visited) return null
  const rtts = minute.rttsMs.toSorted((a, b) => a - b)
  return {
    link,
    at: minute.at,
    asked: minute.asked || null,
    answered: minute.asked === 0 ? null : rtts.length,
    rttMinMs: rtts[0] ?? null,
    rttMedianMs: rtts[Math.floor(rtts.length / 2)] ?? null,
    rttMaxMs: rtts.at(-1) ?? null,
    ...minute.traffic,
  }
}
