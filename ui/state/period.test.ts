import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparedBackMs, dayEnd, longestMs, reachesNow, shortestMs, spanOf, zoomed } from './period.ts'

const minute = 60_000
const day = 86_400_000
const now = Date.UTC(2026, 10, 22, 5, 0, 20)
const thisMinute = now - 20_000

const free = (from: number, to: number) => ({ range: 'free', from, to }) as const
const last = (range: '24h' | '7d' | '30d') => ({ range, from: null, to: null }) as const

describe('the stretch that is shown', () => {
  it.each([
    ['24h', 1],
    ['7d', 7],
    ['30d', 30],
  ] as const)('is for %s as many days up to this minute', (range, days) => {
    expect(spanOf(last(range), now)).toEqual({ from: thisMinute - days * day, to: thisMinute })
  })

  it('is what was asked for where that lies behind us, in whole minutes', () => {
    expect(spanOf(free(thisMinute - day + 7, thisMinute - minute - 7), now)).toEqual({
      from: thisMinute - day,
      to: thisMinute - minute,
    })
  })

  it('leaves out what is still to come', () => {
    expect(spanOf(free(thisMinute - day, thisMinute + day), now).to).toBe(thisMinute)
  })

  it('is never empty nor longer than the collector answers', () => {
    fc.assert(
      fc.property(fc.nat(4e12), fc.nat(4e12), (from, to) => {
        const span = spanOf(free(Math.min(from, to), Math.max(from, to) + 1), now)
        expect(span.to - span.from).toBeGreaterThanOrEqual(shortestMs)
        expect(span.to - span.from).toBeLessThanOrEqual(longestMs)
        expect(span.to).toBeLessThanOrEqual(now)
      }),
    )
  })
})

describe('a stretch that grows', () => {
  it('is every one that ends now', () => expect(reachesNow(last('7d'), now)).toBe(true))
  it('is a free one whose end is not over', () => expect(reachesNow(free(0, now), now)).toBe(true))
  it('is not one that lies behind us', () => expect(reachesNow(free(0, now - day), now)).toBe(false))
})

describe('what it is compared with', () => {
  it.each([
    ['three hours', day / 8, 1],
    ['a day', day, 1],
    ['a day and some minutes', day + 5 * minute, 1],
    ['two days', 2 * day, 7],
    ['a week', 7 * day, 7],
    ['30 days', 30 * day, 30],
    ['8.5 days', 8.5 * day, 9],
  ])('lies for %s whole days before', (_name, length, days) => {
    expect(comparedBackMs({ from: now - length, to: now })).toBe(days * day)
  })

  it('overlaps it by an hour at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: longestMs }), (length) => {
        expect(comparedBackMs({ from: 0, to: length })).toBeGreaterThanOrEqual(length - day / 24)
      }),
    )
  })
})

describe('what a hand drew across a chart', () => {
  it('is the stretch between, whichever way it was drawn', () => {
    const hour = { from: thisMinute, to: thisMinute + 60 * minute }
    expect(zoomed(hour.from, hour.to)).toEqual(hour)
    expect(zoomed(hour.to, hour.from)).toEqual(hour)
  })

  it('is widened about its middle where it is too short', () => {
    expect(zoomed(thisMinute, thisMinute + minute)).toEqual({
      from: thisMinute - 7 * minute,
      to: thisMinute + 8 * minute,
    })
  })
})

describe('the day of a moment that is looked back at', () => {
  it('is the last one where that holds it', () => {
    expect(dayEnd(null, now)).toBeNull()
    expect(dayEnd(now - day / 2, now)).toBeNull()
  })

  it('ends soon after it, and is the same for moments near to it', () => {
    const then = Date.UTC(2026, 10, 12, 4)
    expect(dayEnd(then, now)).toBe(Date.UTC(2026, 10, 12, 6))
    expect(dayEnd(then + minute, now)).toBe(dayEnd(then, now))
  })
})
