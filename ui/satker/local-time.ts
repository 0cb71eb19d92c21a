/** Times as an input of date and time holds them, in the zone of a satker and not in that of the browser. */
import { knownZone } from '../parts/format.ts'

const minuteMs = 60_000

/** `2026-11-22T11:31` */
export function toLocalInput(at: number, zone: string): string {
  return new Date(at + offsetMs(at, zone)).toISOString().slice(0, 16)
}

/** Null for what is no time. Of an hour that a zone passes over the time after it; of one it lives twice the first. */
export function fromLocalInput(text: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null
  const asUtc = Date.parse(`${text.slice(0, 16)}Z`)
  if (Number.isNaN(asUtc)) return null
  // The offset a day before and a day after: it changes once between them at the most.
  const [before, after] = [asUtc - 86_400_000, asUtc + 86_400_000].map((at) => asUtc - offsetMs(at, zone))
  const exact = [before!, after!].sort((a, b) => a - b).find((at) => at + offsetMs(at, zone) === asUtc)
  return exact ?? before!
}

function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: knownZone(zone),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return local - Math.floor(at / minuteMs) * minuteMs
}
