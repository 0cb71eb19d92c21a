import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromLocalInput, toLocalInput } from './local-time.ts'

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'Asia/Kathmandu', 'America/New_York']

describe('a time in an input', () => {
  it.each([
    ['Asia/Jakarta', '2026-11-22T11:31'],
    ['Asia/Makassar', '2026-11-22T12:31'],
    ['Asia/Jayapura', '2026-11-22T13:31'],
    ['No/Such_Zone', '2026-11-22T04:31'],
  ])('is told in %s', (zone, text) => {
    expect(toLocalInput(Date.UTC(2026, 10, 22, 4, 31, 59), zone)).toBe(text)
    expect(fromLocalInput(text, zone)).toBe(Date.UTC(2026, 10, 22, 4, 31))
  })

  it('comes back as the minute it was, in any zone', () => {
    const minutes = fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 })
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const text = toLocalInput(minute * 60_000, zone)
        const back = fromLocalInput(text, zone)!
        // An hour that is lived twice has one text for two times.
        expect(toLocalInput(back, zone)).toBe(text)
        expect([0, 60]).toContain(minute - back / 60_000)
      }),
    )
  })

  it('is the time after an hour that the zone passes over', () => {
    expect(fromLocalInput('2026-03-08T02:30', 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 7, 30))
  })

  it.each(['', '2026-11-22', '2026-13-40T99:99', 'kemarin'])('is nothing for “%s”', (text) => {
    expect(fromLocalInput(text, 'Asia/Jakarta')).toBeNull()
  })
})
