/** Links, changes and minutes that tests record. */
import type { MinuteRow } from '../collector/domain/minute-row.ts'
import type { LinkStatus, StatusChange } from '../collector/domain/status.ts'

export function link(id: string) {
  return { id, satker: `office-of-${id}`, formerly: [] as string[] }
}

export function change(
  link: string,
  at: number,
  from: LinkStatus,
  fromSince: number,
  to: LinkStatus,
): StatusChange {
  return { link, at, from, fromSince, to, because: null, evidence: [{ at, what: 'silent' }] }
}

export function minuteRow(link: string, at: number, measured: Partial<MinuteRow> = {}): MinuteRow {
  return {
    link,
    at,
    asked: 6,
    answered: 6,
    rttMinMs: 38.1,
    rttMedianMs: 40,
    rttMaxMs: 55.2,
    inBitsPerSecond: 7_800_000,
    outBitsPerSecond: 910_000,
    inErrors: 0,
    outErrors: 0,
    inDiscards: 0,
    outDiscards: 0,
    ...measured,
  }
}
