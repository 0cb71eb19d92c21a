/** Dates and clock times as people write them, in a zone of theirs. */

/** `YYYY-MM-DD` of a day that exists; null for anything else. */
export function parseDate(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const at = new Date(`${text}T00:00:00Z`)
  // JavaScript takes 30 February for 2 March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null
}

/** `2026-11-28 22:00`, with `T`, seconds, `Z` or `+07:00` where wanted; without an offset in `zone`. Epoch milliseconds. */
export function parseDateTime(text: string, zone: string): number | null {
  const [, date = '', clock = '', offset] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?) ?(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? []
  if (parseDate(date) === null || !/^([01]\d|2[0-3])(:[0-5]\d){1,2}$/.test(clock)) return null
  const asUtc = Date.parse(`${date}T${clock}Z`)
  if (offset === undefined) return localToEpoch(asUtc, zone)
  const at = Date.parse(`${date}T${clock}${offset}`)
  return Number.isNaN(at) ? null : at
}

/** Twice, because the offset that holds at the answer may differ from the one at the first guess. */
function localToEpoch(asUtc: number, zone: string): number {
  const guess = asUtc - offsetAt(asUtc, zone)
  return asUtc - offsetAt(guess, zone)
}

function offsetAt(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes, seconds = '0'] = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name) ?? []
  if (sign === undefined) return 0
  const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000
  return sign === '-' ? -size : size
}

/** Where names near to a wrong one are looked for. */
export const zoneNames: ReadonlySet<string> = new Set(Intl.supportedValuesOf('timeZone'))

/** An IANA zone under the name that the runtime knows it by; null for anything else, offsets included. */
export function parseZone(text: string): string | null {
  if (zoneNames.has(text)) return text
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,40}$/.test(text)) return null
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** Minutes after midnight of `07:30-16:00`; null for anything else. */
export function parseHours(text: string): { fromMinute: number; toMinute: number } | null {
  const [, from = '', to = ''] = /^(\d{2}:\d{2}) ?[-–] ?(\d{2}:\d{2})$/.exec(text) ?? []
  const fromMinute = parseClock(from)
  const toMinute = parseClock(to)
  return fromMinute === null || toMinute === null || fromMinute >= toMinute ? null : { fromMinute, toMinute }
}

/** 24:00 is the end of the day. */
function parseClock(text: string): number | null {
  if (!/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text)) return null
  const [hours, minutes] = text.split(':').map(Number)
  return hours! * 60 + minutes!
}
