/** Numbers, rates, times and durations as they are read in each language. */
import { phrase, type Language, type WordKey } from './words.ts'

const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }

/** Indonesia's three zones by their own names; any other is named by its distance from UTC. */
const zoneNames: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
}

export interface Format {
  /** `1.234,5` */
  number(value: number, fractionDigits?: number): string
  /** 0.12 → `12 %`; as many digits as asked for. */
  percent(ratio: number | null, fractionDigits?: number): string
  /** 0.99512 → `99,51 %`; three digits where two would round it to the whole, which only the whole is. */
  availability(ratio: number | null): string
  /** 7_800_000 → `7,8 Mbps` */
  rate(bitsPerSecond: number | null): string
  /** 41.2 → `41 ms` */
  delay(ms: number | null): string
  /** Two largest units: `2 j 31 m`, `3 hari 4 j`; below a minute `40 d`. */
  duration(ms: number): string
  /** `22 Nov 2026 11.31 WIB` */
  dateTime(at: number, zone: string): string
  /** `02.14 WIB` where it was on the day of `now`, else `22 Nov 2026`. */
  recent(at: number, now: number, zone: string): string
  /** `14.02.20 WIB` */
  clock(at: number, zone: string): string
  /** `14.02`, for an axis whose zone is named beside it. */
  hour(at: number, zone: string): string
  /** `22 Nov`, likewise. */
  day(at: number, zone: string): string
  /** `Nov 2026`, likewise. */
  month(at: number, zone: string): string
  /** `22 Nov 2026 11.00–12.00 WIB`, and both dates where they are not the same. */
  period(from: number, to: number, zone: string): string
  /** `2026-01-31`, which is in no zone → `31 Jan 2026` */
  calendarDate(date: string): string
}

export function createFormat(language: Language): Format {
  const locale = locales[language]
  const none = phrase(language, 'value.none')
  const numbers = remembered(
    (fractionDigits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: fractionDigits }),
  )
  const number = (value: number, fractionDigits = 0) => numbers(fractionDigits).format(value)
  const inZone = (options: Intl.DateTimeFormatOptions) => {
    const times = remembered(
      (zone: string) => new Intl.DateTimeFormat(locale, { ...options, timeZone: knownZone(zone) }),
    )
    return (at: number, zone: string) => times(zone).format(at)
  }
  const time = inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const timeToSecond = inZone({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const date = inZone({ day: 'numeric', month: 'short', year: 'numeric' })

  const percent = (ratio: number | null, fractionDigits = 0) => {
    if (ratio === null) return none
    // A loss that is there is never shown as none.
    const small = ratio > 0 && ratio * 100 < 0.5 * 10 ** -fractionDigits
    const text = small
      ? `<${number(10 ** -fractionDigits, fractionDigits)}`
      : number(ratio * 100, fractionDigits)
    return language === 'id' ? `${text} %` : `${text}%`
  }
  return {
    number,
    percent,
    availability: (ratio) => {
      if (ratio === null || ratio < 0.99995 || ratio >= 1) return percent(ratio, 2)
      return percent(Math.min(ratio, 0.99999), 3)
    },
    rate: (bitsPerSecond) => (bitsPerSecond === null ? none : rate(bitsPerSecond, number)),
    delay: (ms) => (ms === null ? none : `${number(ms, ms < 10 ? 1 : 0)} ms`),
    duration: (ms) => duration(ms, (key) => phrase(language, key)),
    dateTime: (at, zone) => `${date(at, zone)} ${time(at, zone)} ${zoneName(zone, at)}`,
    recent: (at, now, zone) => {
      const day = date(at, zone)
      return day === date(now, zone) ? `${time(at, zone)} ${zoneName(zone, at)}` : day
    },
    clock: (at, zone) => `${timeToSecond(at, zone)} ${zoneName(zone, at)}`,
    hour: time,
    day: inZone({ day: 'numeric', month: 'short' }),
    month: inZone({ month: 'short', year: 'numeric' }),
    period: (from, to, zone) => {
      const end = `${time(to, zone)} ${zoneName(zone, to)}`
      const [first, last] = [date(from, zone), date(to, zone)]
      if (first === last) return `${first} ${time(from, zone)}–${end}`
      return `${first} ${time(from, zone)} – ${last} ${end}`
    },
    calendarDate: (text) => date(Date.parse(`${text}T00:00Z`), 'UTC'),
  }
}

/** Decimal steps, as contracts are written; one digit after the comma below a hundred. */
function rate(bitsPerSecond: number, number: Format['number']): string {
  const units = ['bps', 'kbps', 'Mbps', 'Gbps', 'Tbps']
  let value = bitsPerSecond
  let unit = 0
  // 999.95 kbps would be rounded to 1,000 kbps: the next unit says it better.
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${number(value, unit > 0 && Math.abs(value) < 99.95 ? 1 : 0)} ${units[unit]}`
}

function duration(ms: number, word: (key: WordKey) => string): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  const join = (large: number, largeUnit: WordKey, small: number, smallUnit: WordKey) =>
    `${large} ${word(largeUnit)}` + (small > 0 ? ` ${small} ${word(smallUnit)}` : '')
  if (days > 0) return join(days, 'unit.day', hours % 24, 'unit.hour')
  if (hours > 0) return join(hours, 'unit.hour', minutes % 60, 'unit.minute')
  if (minutes > 0) return `${minutes} ${word('unit.minute')}`
  return `${seconds} ${word('unit.second')}`
}

export function zoneName(zone: string, at: number): string {
  const named = zoneNames[zone]
  if (named) return named
  return (
    offsets(zone)
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')
      ?.value.replace('GMT', 'UTC')
      .replace(/\+0$/, '') ?? 'UTC'
  )
}

const offsets = remembered(
  (zone: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: knownZone(zone), timeZoneName: 'shortOffset' }),
)

/** A browser older than a zone's name must not break the page: it then reads, and says, UTC. */
export const knownZone = remembered((zone: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
})

/** What takes long to make is made once for each `key`, of which there are few. */
export function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}
