import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormat } from './format.ts'

const id = createFormat('id')
const en = createFormat('en')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('a rate', () => {
  it.each([
    [null, '–', '–'],
    [0, '0 bps', '0 bps'],
    [512_000, '512 kbps', '512 kbps'],
    [910_000, '910 kbps', '910 kbps'],
    [999_499, '999 kbps', '999 kbps'],
    [999_600, '1 Mbps', '1 Mbps'],
    [7_800_000, '7,8 Mbps', '7.8 Mbps'],
    [20_000_000, '20 Mbps', '20 Mbps'],
    [123_456_789, '123 Mbps', '123 Mbps'],
    [1_000_000_000, '1 Gbps', '1 Gbps'],
  ])('of %s is %s in Indonesian and %s in English', (bitsPerSecond, indonesian, english) => {
    expect(id.rate(bitsPerSecond)).toBe(indonesian)
    expect(en.rate(bitsPerSecond)).toBe(english)
  })

  it('never needs four digits before the comma below a thousand Tbps', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 9e14, noNaN: true }), (bitsPerSecond) => {
        expect(id.rate(bitsPerSecond)).toMatch(/^\d{1,3}(,\d)? [kMGT]?bps$/)
      }),
    )
  })
})

describe('a percentage', () => {
  it.each([
    [null, '–', '–'],
    [0, '0 %', '0%'],
    [0.001, '<1 %', '<1%'],
    [0.12, '12 %', '12%'],
    [1, '100 %', '100%'],
  ])('of %s is %s in Indonesian and %s in English', (ratio, indonesian, english) => {
    expect(id.percent(ratio)).toBe(indonesian)
    expect(en.percent(ratio)).toBe(english)
  })

  it('has the digits asked for', () => expect(id.percent(0.9944, 2)).toBe('99,44 %'))
})

describe('an availability', () => {
  it.each([
    [null, '–'],
    [0, '0 %'],
    [0.5, '50 %'],
    [0.99512, '99,51 %'],
    [0.999949, '99,99 %'],
    [0.99996, '99,996 %'],
    [0.9999999, '99,999 %'],
    [1, '100 %'],
  ])('of %s is %s', (ratio, text) => expect(id.availability(ratio)).toBe(text))
})

describe('a duration', () => {
  it.each([
    [-5000, '0 d', '0 s'],
    [40_000, '40 d', '40 s'],
    [11 * minute + 59_000, '11 m', '11 m'],
    [2 * hour + 31 * minute, '2 j 31 m', '2 h 31 m'],
    [3 * hour, '3 j', '3 h'],
    [3 * day + 4 * hour + 50 * minute, '3 hari 4 j', '3 d 4 h'],
  ])('of %s ms is %s in Indonesian and %s in English', (ms, indonesian, english) => {
    expect(id.duration(ms)).toBe(indonesian)
    expect(en.duration(ms)).toBe(english)
  })
})

describe('a time', () => {
  const at = Date.UTC(2026, 10, 22, 4, 31, 7)

  it.each([
    ['Asia/Jakarta', '22 Nov 2026 11.31 WIB', '22 Nov 2026 11:31 WIB'],
    ['Asia/Pontianak', '22 Nov 2026 11.31 WIB', '22 Nov 2026 11:31 WIB'],
    ['Asia/Makassar', '22 Nov 2026 12.31 WITA', '22 Nov 2026 12:31 WITA'],
    ['Asia/Jayapura', '22 Nov 2026 13.31 WIT', '22 Nov 2026 13:31 WIT'],
    ['Asia/Kolkata', '22 Nov 2026 10.01 UTC+5:30', '22 Nov 2026 10:01 UTC+5:30'],
    ['Mars/Olympus', '22 Nov 2026 04.31 UTC', '22 Nov 2026 04:31 UTC'],
  ])('in %s is %s and %s, its zone named', (zone, indonesian, english) => {
    expect(id.dateTime(at, zone)).toBe(indonesian)
    expect(en.dateTime(at, zone)).toBe(english)
  })

  it('of a sweep has its seconds', () => expect(id.clock(at, 'Asia/Jakarta')).toBe('11.31.07 WIB'))

  it('at midnight is 00.00', () => expect(id.hour(Date.UTC(2026, 10, 21, 17), 'Asia/Jakarta')).toBe('00.00'))
})

describe('a stretch of time', () => {
  const from = Date.UTC(2026, 10, 22, 4)

  it('names its day once, and its zone', () => {
    expect(id.period(from, from + hour, 'Asia/Jakarta')).toBe('22 Nov 2026 11.00–12.00 WIB')
    expect(en.period(from, from + hour, 'Asia/Jakarta')).toBe('22 Nov 2026 11:00–12:00 WIB')
  })

  it('names both days where they are two in that zone', () => {
    const text = '22 Nov 2026 23.30 – 23 Nov 2026 00.30 WIB'
    expect(id.period(from + 12.5 * hour, from + 13.5 * hour, 'Asia/Jakarta')).toBe(text)
  })
})

describe('a date', () => {
  it('stands for its hour where it is not this day, in that zone', () => {
    const now = Date.UTC(2026, 10, 22, 5)
    expect(id.recent(now - 4 * hour, now, 'Asia/Jakarta')).toBe('08.00 WIB')
    expect(id.recent(now - 13 * hour, now, 'Asia/Jakarta')).toBe('21 Nov 2026')
    expect(id.recent(now - 13 * hour, now, 'Asia/Jayapura')).toBe('01.00 WIT')
  })

  it('on an axis is a day or a month', () => {
    const at = Date.UTC(2026, 4, 31, 20)
    expect([id.day(at, 'Asia/Jakarta'), id.month(at, 'Asia/Jakarta')]).toEqual(['1 Jun', 'Jun 2026'])
    expect([en.day(at, 'UTC'), en.month(at, 'UTC')]).toEqual(['31 May', 'May 2026'])
  })

  it('of a contract is the one that was written', () => {
    expect(id.calendarDate('2026-01-31')).toBe('31 Jan 2026')
  })
})

describe('a delay', () => {
  it.each([
    [null, '–'],
    [0.42, '0,4 ms'],
    [41.2, '41 ms'],
    [1214, '1.214 ms'],
  ])('of %s is %s', (ms, text) => expect(id.delay(ms)).toBe(text))
})
