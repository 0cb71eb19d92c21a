/** Readers of single values: each gives the value in the units of the domain, or complains with the cure. */
import { isOneMachine, parseAddress, wrappedIpv4 } from './address.ts'
import { formatDuration, parseDuration } from './duration.ts'
import type { Entry } from './entry.ts'
import { parseDate, parseDateTime, parseZone, zoneNames } from './local-time.ts'
import type { Reader } from './map.ts'
import { didYouMean } from './nearest.ts'
import { parsePercent, parseRate } from './rate.ts'

const longestText = 500

/** A text on one line, without the characters by which it could forge a log line or hide in one. */
export function text(entry: Entry): string | undefined {
  const trimmed = anyText(entry)?.trim()
  if (trimmed === undefined) return undefined
  if (trimmed === '') return entry.complain('is empty; write a text, or leave the key out')
  if (trimmed.length > longestText)
    return entry.complain(`is longer than ${longestText} characters; shorten it`)
  if (/[\p{Cc}\u2028\u2029]/u.test(trimmed))
    return entry.complain('holds a line break or control character; remove it')
  return trimmed
}

/** A text that is never repeated in a message. `why` says what comes of an empty one. */
export function secretText(why: string): Reader<string> {
  return (entry) => {
    const { scalar } = entry
    if (scalar === undefined) return entry.complain('must be a text, such as ${NAME}; put it in quotes')
    if (typeof scalar !== 'string')
      return entry.complain('is no text but a number or truth value; put it in quotes')
    const secret = entry.expanded()
    if (secret?.trim() === '') return entry.complain(`is empty: ${why}`)
    if (secret !== undefined && /\p{Cc}/u.test(secret))
      return entry.complain('holds a line break or control character')
    return secret
  }
}

/** Digits that are a name and not a number: what looks like one must be quoted, or it would lose its zeros. */
export function digits(count: number, example: string): Reader<string> {
  const pattern = new RegExp(`^[0-9]{${count}}$`)
  return (entry) => {
    const code = anyText(entry)
    if (code === undefined || pattern.test(code)) return code
    return entry.complain(`${entry.written} is not ${count} digits; write it like "${example}"`)
  }
}

export function id(entry: Entry): string | undefined {
  const name = anyText(entry)
  if (name === undefined || /^[A-Za-z0-9_-]{1,64}$/.test(name)) return name
  return entry.complain(`${entry.written} is no id; write up to 64 letters (A-Z), digits, - and _`)
}

export function oneOf<T extends string>(...words: readonly T[]): Reader<T> {
  return (entry) => {
    const word = typeof entry.scalar === 'string' ? entry.expanded() : String(entry.scalar ?? '')
    if (word === undefined) return undefined
    const known = words.find((candidate) => candidate === word)
    if (known !== undefined) return known
    if (entry.scalar === undefined) return entry.complain(`must be one of: ${words.join(', ')}`)
    return entry.complain(
      `${entry.written} is not known; write one of: ${words.join(', ')}${didYouMean(word, words)}`,
    )
  }
}

export function truth(entry: Entry): boolean | undefined {
  if (typeof entry.scalar === 'boolean') return entry.scalar
  return entry.complain(`${entry.written} is neither true nor false; write one of them`)
}

export function wholeNumber(from: number, to: number): Reader<number> {
  return (entry) => {
    const value = number(entry)
    if (value === undefined || (Number.isInteger(value) && value >= from && value <= to)) return value
    return entry.complain(`${entry.written} is not a whole number from ${from} to ${to}`)
  }
}

export function numberBetween(from: number, to: number, what: string): Reader<number> {
  return (entry) => {
    const value = number(entry)
    if (value === undefined || (value >= from && value <= to)) return value
    return entry.complain(`${entry.written} is no ${what}; write a number from ${from} to ${to}`)
  }
}

/** Milliseconds. */
export function duration(fromMs: number, toMs: number): Reader<number> {
  return (entry) => {
    const durationMs = parsed(
      entry,
      parseDuration,
      'duration; write it like 500ms, 10s, 5m, 1h, 14d, 13mo or 5y',
    )
    if (durationMs === undefined || (durationMs >= fromMs && durationMs <= toMs)) return durationMs
    const range = `${formatDuration(fromMs)} to ${formatDuration(toMs)}`
    return entry.complain(`${entry.written} is out of range; write a duration from ${range}`)
  }
}

/** Bits per second. */
export function rate(entry: Entry): number | undefined {
  const bitsPerSecond = parsed(entry, parseRate, 'rate; write it like 512 kbps, 20 Mbps or 1 Gbps')
  if (bitsPerSecond !== 0) return bitsPerSecond
  return entry.complain('a rate of 0 is no bandwidth; write what is subscribed, or leave the key out')
}

/** 0..1, but not nothing. */
export function percent(entry: Entry): number | undefined {
  const ratio = parsed(entry, parsePercent, 'percentage; write it like 5% or 99.5%')
  if (ratio === undefined || (ratio > 0 && ratio <= 1)) return ratio
  return entry.complain(`${entry.written} is out of range; write more than 0% and at most 100%`)
}

export function address(entry: Entry): string | undefined {
  const cure = 'IP address; write it in full, such as 10.1.1.1 or 2001:db8::1 (names are not looked up)'
  const literal = parsed(entry, parseAddress, cure, 'an')
  if (literal === undefined) return undefined
  const wrapped = wrappedIpv4(literal)
  if (wrapped !== null)
    return entry.complain(`${entry.written} is an IPv4 address written as IPv6; write ${wrapped}`)
  if (isOneMachine(literal)) return literal
  return entry.complain(`${entry.written} is not the address of one machine; write that of a router or host`)
}

export function zone(entry: Entry): string | undefined {
  const name = anyText(entry)
  if (name === undefined) return undefined
  const known = parseZone(name)
  if (known !== null) return known
  const hint = () =>
    didYouMean(name, zoneNames) || '; write one such as Asia/Jakarta, Asia/Makassar or Asia/Jayapura'
  return entry.complain(() => `${entry.written} is no IANA time zone${hint()}`)
}

/** `YYYY-MM-DD`. */
export function date(entry: Entry): string | undefined {
  return parsed(entry, parseDate, 'date that exists; write it like 2026-08-17')
}

/** Epoch milliseconds; without an offset it is in the zone given. */
export function dateTime(inZone: string): Reader<number> {
  const cure = 'date and time that exist; write them like 2026-11-28 22:00'
  return (entry) => parsed(entry, (written) => parseDateTime(written, inZone), cure)
}

export function email(entry: Entry): string | undefined {
  const written = text(entry)
  if (written === undefined || /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(written)) return written
  return entry.complain(`${entry.written} is no e-mail address; write it like nama@example.go.id`)
}

/** The address of a page: only http and https, and nothing in it that would be a password. */
export function url(entry: Entry): string | undefined {
  const written = text(entry)
  if (written === undefined) return undefined
  const parsedUrl = URL.parse(written)
  const isPage = parsedUrl?.protocol === 'https:' || parsedUrl?.protocol === 'http:'
  if (isPage && parsedUrl.username === '' && parsedUrl.password === '') return parsedUrl.href
  return entry.complain(
    'is no web address; write it like https://contoh.example.go.id/, without user or password',
  )
}

function parsed<T>(
  entry: Entry,
  parse: (text: string) => T | null,
  cure: string,
  article = 'a',
): T | undefined {
  const { scalar } = entry
  if (scalar === undefined) return entry.complain(`must be ${article} ${cure}`)
  const written = typeof scalar === 'string' ? entry.expanded() : String(scalar)
  if (written === undefined) return undefined
  return parse(written) ?? entry.complain(`${entry.written} is not ${article} ${cure}`)
}

/** NaN where it is none. */
function number(entry: Entry): number | undefined {
  const { scalar } = entry
  if (typeof scalar === 'number') return scalar
  // Only what a variable stands for may be a number in the shape of a text.
  if (typeof scalar !== 'string' || !scalar.includes('${')) return Number.NaN
  const expanded = entry.expanded()
  if (expanded === undefined) return undefined
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(expanded) ? Number(expanded) : Number.NaN
}

function anyText(entry: Entry): string | undefined {
  const { scalar } = entry
  if (typeof scalar === 'string') return entry.expanded()
  if (scalar === undefined) return entry.complain('must be a text, not a map or a list')
  return entry.complain(
    `${entry.written} is no text here but a ${typeof scalar}; put it in quotes: "${entry.written}"`,
  )
}
