import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addEchoes, addTraffic, minuteMs, minuteOf, openMinute, type OpenMinute, rowOf } from './minute.ts'
import { noTraffic, type Traffic } from './rate.ts'

const noon = Date.UTC(2025, 2, 3, 12)
const minuteWith = (...measured: ((number | null)[] | Traffic)[]): OpenMinute => {
  const minute = openMinute(noon + 12_345)
  for (const one of measured) {
    if (Array.isArray(one)) addEchoes(minute, one)
    else addTraffic(minute, one)
  }
  return minute
}
const flowing = { ...noTraffic, inBitsPerSecond: 5_000, inErrors: 2 }
const unasked = { asked: null, answered: null, rttMinMs: null, rttMedianMs: null, rttMaxMs: null }

describe('the row of a minute', () => {
  test('is dated at the start of the minute and says what was measured in it', () => {
    expect(rowOf('link-1', minuteWith([30, null], [10, 20], flowing))).toEqual({
      link: 'link-1',
      at: noon,
      asked: 4,
      answered: 3,
      rttMinMs: 10,
      rttMedianMs: 20,
      rttMaxMs: 30,
      ...flowing,
    })
  })

  test('is none where nothing was measured', () => {
    expect(rowOf('link-1', minuteWith())).toBeNull()
    expect(rowOf('link-1', minuteWith([]))).toBeNull()
    expect(rowOf('link-1', minuteWith(noTraffic))).toBeNull()
  })

  test('has traffic without echoes', () => {
    expect(rowOf('link-1', minuteWith(flowing))).toEqual({
      link: 'link-1',
      at: noon,
      ...unasked,
      ...flowing,
    })
  })

  test('that was asked and not answered has no round trip, which is not one of 0 ms', () => {
    const lost = rowOf('link-1', minuteWith([null, null]))
    expect(lost).toEqual({ link: 'link-1', at: noon, ...unasked, asked: 2, answered: 0, ...noTraffic })
  })

  test('keeps the last of several visits', () => {
    const later = { ...flowing, inBitsPerSecond: 9_000, inErrors: null }
    expect(rowOf('link-1', minuteWith(flowing, later))).toMatchObject(later)
  })

  test('keeps what was measured when a visit after it measured nothing', () => {
    expect(rowOf('link-1', minuteWith(flowing, noTraffic))).toMatchObject(flowing)
  })

  test('takes a rate of 0 for a measurement', () => {
    const idle = { ...noTraffic, inBitsPerSecond: 0 }
    expect(rowOf('link-1', minuteWith(idle))).toMatchObject(idle)
  })

  test('has minimum, median and maximum in order, the median being one of the answers', () => {
    const echoes = fc.array(fc.option(fc.double({ min: 0, max: 5_000, noNaN: true })), { minLength: 1 })
    fc.assert(
      fc.property(fc.array(echoes, { minLength: 1, maxLength: 6 }), (sweeps) => {
        const row = rowOf('link-1', minuteWith(...sweeps))
        const answered = sweeps.flat().filter((rttMs) => rttMs !== null)
        expect(row).toMatchObject({ asked: sweeps.flat().length, answered: answered.length })
        if (answered.length === 0) return
        expect(row?.rttMinMs).toBe(Math.min(...answered))
        expect(row?.rttMaxMs).toBe(Math.max(...answered))
        const median = row?.rttMedianMs ?? Number.NaN
        const half = Math.floor(answered.length / 2)
        expect(answered.filter((rttMs) => rttMs < median).length).toBeLessThanOrEqual(half)
        expect(answered.filter((rttMs) => rttMs <= median).length).toBeGreaterThan(half)
      }),
    )
  })
})

test('a moment belongs to the minute of UTC that it falls in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
      const start = minuteOf(at)
      expect(start % minuteMs).toBe(0)
      expect(at - start).toBeGreaterThanOrEqual(0)
      expect(at - start).toBeLessThan(minuteMs)
    }),
  )
})
