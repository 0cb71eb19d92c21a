import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentAt, shareOf, windowOf } from './window.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 10, 22, 7, 2)
const quarterPast = Date.UTC(2026, 10, 22, 7, 15)

describe('the 24 hours', () => {
  it('end at the quarter hour that holds now', () => {
    expect(windowOf(now, null).from).toBe(quarterPast - day)
    expect(windowOf(quarterPast, null).from).toBe(quarterPast - day)
  })

  it.each([
    ['an hour ago', now - hour, quarterPast - day],
    ['at their very beginning', quarterPast - day, quarterPast - day],
    ['just before it', quarterPast - day - 1, quarterPast - 2 * day],
    ['a day and an hour ago', now - day - hour, quarterPast - 2 * day],
    ['ten days ago', now - 10 * day, quarterPast - 11 * day],
  ])('that hold %s lie whole days before those', (_what, at, from) => {
    expect(windowOf(now, at).from).toBe(from)
  })

  it('hold every moment looked back at, and stay while it is moved within them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 30 * day }), (backMs) => {
        const at = now - backMs
        const shown = windowOf(now, at)
        expect(at >= shown.from && at < shown.from + day).toBe(true)
        expect(windowOf(now, shown.from)).toEqual(shown)
      }),
    )
  })
})

describe('a moment on them', () => {
  const shown = windowOf(now, null)

  it('is found where it lies, to the minute', () => {
    const at = now - 3 * hour
    expect(momentAt(shown, shareOf(shown, at), now)).toBe(at)
  })

  it('is now at the right end, and never after it', () => {
    expect([momentAt(shown, 1, now), momentAt(shown, 7, now)]).toEqual([null, null])
  })

  it('is not before their beginning', () => expect(momentAt(shown, -1, now)).toBe(shown.from))
})
