import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDate, parseDateTime, parseHours, parseZone } from './local-time.ts'

test.each(['2026-02-28', '2028-02-29', '1999-12-31'])('%s is a date', (text) => {
  expect(parseDate(text)).toBe(text)
})

test.each([
  '2026-02-29',
  '2026-02-30',
  '2026-13-01',
  '2026-00-10',
  '26-01-01',
  '2026-1-1',
  '2026-01-01T00:00',
  '',
])('%j is no date', (text) => {
  expect(parseDate(text)).toBeNull()
})

test.each([
  ['2026-11-28 22:00', 'Asia/Jakarta', '2026-11-28T15:00:00.000Z'],
  ['2026-11-28T22:00', 'Asia/Jayapura', '2026-11-28T13:00:00.000Z'],
  ['2026-11-28 22:00:30', 'UTC', '2026-11-28T22:00:30.000Z'],
  ['2026-11-28 22:00Z', 'Asia/Jakarta', '2026-11-28T22:00:00.000Z'],
  ['2026-11-28 22:00 +08:00', 'Asia/Jakarta', '2026-11-28T14:00:00.000Z'],
  ['2026-07-01 12:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
  ['2026-03-29 03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25 04:00', 'Europe/Berlin', '2026-10-25T03:00:00.000Z'],
  ['2026-01-01 00:00', 'America/St_Johns', '2026-01-01T03:30:00.000Z'],
])('%s in %s is %s', (text, zone, iso) => {
  expect(new Date(parseDateTime(text, zone) ?? Number.NaN).toISOString()).toBe(iso)
})

test.each([
  '2026-11-28',
  '2026-11-28 24:00',
  '2026-11-28 22:60',
  '2026-02-30 10:00',
  '2026-11-28 22:00 WIB',
  'besok',
])('%j is no date and time', (text) => {
  expect(parseDateTime(text, 'Asia/Jakarta')).toBeNull()
})

test('a clock time that a zone shows is read back as the moment it was shown at', () => {
  const moment = fc
    .integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) })
    .map((at) => at - (at % 60_000))
  const zone = fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'UTC')
  fc.assert(
    fc.property(moment, zone, (at, timeZone) => {
      const shown = new Intl.DateTimeFormat('sv-SE', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'short',
      }).format(at)
      expect(parseDateTime(shown, timeZone)).toBe(at)
    }),
  )
})

test.each([
  ['Asia/Makassar', 'Asia/Makassar'],
  ['UTC', 'UTC'],
  ['Asia/Jakrata', null],
  ['+07:00', null],
  ['WIB', null],
  ['', null],
  ['../etc/passwd', null],
])('the zone %j is known as %j', (text, zone) => {
  expect(parseZone(text)).toBe(zone)
})

test.each([
  ['07:30-16:00', { fromMinute: 450, toMinute: 960 }],
  ['00:00-24:00', { fromMinute: 0, toMinute: 1440 }],
  ['16:00-07:30', null],
  ['07:30-07:30', null],
  ['7:30-16:00', null],
  ['07:60-16:00', null],
  ['24:00-24:00', null],
])('the hours %j are %j', (text, hours) => {
  expect(parseHours(text)).toEqual(hours)
})
