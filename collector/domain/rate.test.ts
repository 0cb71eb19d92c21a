import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadRatio, noTraffic, trafficBetween } from './rate.ts'
import { readingAt } from './rate.test-kit.ts'
import type { InterfaceReading } from './reading.ts'

const subscribed = { inBitsPerSecond: 10_000_000, outBitsPerSecond: 2_000_000 }
const counters32 = { counterBits: 32 } as const
const counters64 = { counterBits: 64 } as const

/** What comes in between two readings a minute apart. */
function inBetween(from: Partial<InterfaceReading>, to: Partial<InterfaceReading>): number | null {
  return trafficBetween(readingAt(0, from), readingAt(60, to), subscribed).inBitsPerSecond
}

describe('traffic', () => {
  test('is octets, as bits, over the time between two answers', () => {
    const to = {
      inOctets: 7_500_000n,
      outOctets: 750_000n,
      inErrors: 3,
      outErrors: 1,
      inDiscards: 4,
      outDiscards: 0,
    }
    expect(trafficBetween(readingAt(0), readingAt(60, to), subscribed)).toEqual({
      inBitsPerSecond: 1_000_000,
      outBitsPerSecond: 100_000,
      inErrors: 3,
      outErrors: 1,
      inDiscards: 4,
      outDiscards: 0,
    })
  })

  test('goes by the clock of the router where an answer was late', () => {
    const late = { ...readingAt(60, { inOctets: 7_500_000n }), monotonicMs: 62_000 }
    expect(trafficBetween(readingAt(0), late, subscribed).inBitsPerSecond).toBe(1_000_000)
  })

  test('goes by our clock where that of the router stands still', () => {
    const frozen = readingAt(60, { inOctets: 7_500_000n }, 8_640_000)
    expect(trafficBetween(readingAt(0), frozen, subscribed).inBitsPerSecond).toBe(1_000_000)
  })

  test('of an idle line is none, which is not the same as unknown', () => {
    expect(inBetween({ inOctets: 5n }, { inOctets: 5n })).toBe(0)
  })

  test.each<[string, Partial<InterfaceReading>, Partial<InterfaceReading>]>([
    ['that was not found before', { found: false, index: null, name: null, counterBits: null }, {}],
    ['that is not found any more', {}, { found: false, index: null, name: null, counterBits: null }],
    ['that moved to another index', {}, { index: 8 }],
    ['that is another under the same index', {}, { name: 'lan0' }],
    ['whose counters had a discontinuity', {}, { discontinuityCs: 8_642_000 }],
    ['that is read by other counters than before', { counterBits: 32 }, { counterBits: 64 }],
  ])('of an interface %s is a gap', (_, from, to) => {
    const moved = { inOctets: 1_000n, outOctets: 1_000n, inErrors: 5, ...to }
    expect(trafficBetween(readingAt(0, from), readingAt(60, moved), subscribed)).toEqual(noTraffic)
  })

  test('over a restart is a gap, though every counter is more than before', () => {
    const restarted = readingAt(60, { inOctets: 1_000_000n }, 500)
    expect(trafficBetween(readingAt(0, { inOctets: 10n }), restarted, subscribed)).toEqual(noTraffic)
  })

  test('goes on over the wrap of sysUpTime', () => {
    const before = readingAt(0, {}, 2 ** 32 - 3_000)
    const after = readingAt(60, { inOctets: 7_500_000n }, 3_000)
    expect(trafficBetween(before, after, subscribed).inBitsPerSecond).toBe(1_000_000)
  })

  test('between answers less than a second apart is a gap', () => {
    expect(trafficBetween(readingAt(0), readingAt(0.9, { inOctets: 100n }), subscribed)).toEqual(noTraffic)
  })

  test('in one direction is known where the other is not', () => {
    const after = readingAt(60, { inOctets: null, outOctets: 750_000n, inErrors: null })
    const traffic = trafficBetween(readingAt(0), after, subscribed)
    expect(traffic).toMatchObject({
      inBitsPerSecond: null,
      outBitsPerSecond: 100_000,
      inErrors: null,
      outErrors: 0,
    })
  })

  test('of errors after a step back is a gap', () => {
    const after = readingAt(60, { inErrors: 2 })
    expect(trafficBetween(readingAt(0, { inErrors: 9 }), after, subscribed).inErrors).toBeNull()
  })
})

describe('a rate beyond what the line can carry', () => {
  const octetsFor = (bitsPerSecond: number): bigint => BigInt((bitsPerSecond * 60) / 8)

  test.each<[string, number, number | null, number | null]>([
    ['is a gap above a tenth more than the speed of the interface', 111e6, 100e6, null],
    ['is kept a little above that speed', 109e6, 100e6, 109e6],
    ['is a gap above twice the subscribed rate where no speed is known', 23e6, null, null],
    ['is kept up to twice the subscribed rate', 20e6, null, 20e6],
    ['is not told by the 9 kb/s that a tunnel reports', 8e6, 9_000, 8e6],
    ['is not told by a speed of 0', 8e6, 0, 8e6],
  ])('%s', (_, rate, speedBitsPerSecond, found) => {
    const speed = { speedBitsPerSecond }
    expect(inBetween(speed, { ...speed, inOctets: octetsFor(rate) })).toBe(found)
  })

  test.each([null, 0, 9_000, 100_000])('cannot be told where all that is known is a speed of %s', (bits) => {
    const speed = { speedBitsPerSecond: bits }
    const after = readingAt(60, { ...speed, inOctets: octetsFor(40e9) })
    expect(trafficBetween(readingAt(0, speed), after, null).inBitsPerSecond).toBe(40e9)
  })
})

describe('a counter that wraps', () => {
  const start = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n })
  const flowed = fc.bigInt({ min: 0n, max: 150_000_000n })

  test('tells the same as one that does not', () => {
    fc.assert(
      fc.property(start, flowed, (inOctets, octets) => {
        const wide = { ...counters32, inOctets: (inOctets + octets) % 2n ** 32n }
        const plain = inBetween({ ...counters32, inOctets: 0n }, { ...counters32, inOctets: octets })
        expect(inBetween({ ...counters32, inOctets }, wide)).toBe(plain)
        expect(plain).toBe((Number(octets) * 8) / 60)
      }),
    )
  })

  test('with 64 bits tells the same wherever it stands, beyond what a double can hold too', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 2n ** 32n }), flowed, (inOctets, octets) => {
        const rate = inBetween({ ...counters64, inOctets }, { ...counters64, inOctets: inOctets + octets })
        expect(rate).toBe((Number(octets) * 8) / 60)
      }),
    )
  })

  test('with 64 bits has not wrapped but started anew: a gap', () => {
    expect(inBetween({ inOctets: 2n ** 64n - 1_000n }, { inOctets: 1_000n })).toBeNull()
  })

  test('with 32 bits, back by more than the line can carry, has started anew: a gap', () => {
    const before = { ...counters32, inOctets: 2n ** 31n }
    expect(inBetween(before, { ...counters32, inOctets: 1_000n })).toBeNull()
  })

  test('with 32 bits, back by more than twice what is subscribed, has started anew, fast as the interface is', () => {
    const octets = 375_000_000n
    expect(inBetween({ ...counters32, inOctets: 0n }, { ...counters32, inOctets: octets })).toBe(50e6)
    const before = { ...counters32, inOctets: 2n ** 32n - 1_000n }
    expect(inBetween(before, { ...counters32, inOctets: octets - 1_000n })).toBeNull()
  })

  test('with 32 bits on a line that wraps it within two visits tells nothing once it is less', () => {
    const before = readingAt(0, { ...counters32, inOctets: 2n ** 32n - 1_000n })
    const after = readingAt(60, { ...counters32, inOctets: 1_000n })
    const fast = { inBitsPerSecond: 200_000_000, outBitsPerSecond: 200_000_000 }
    expect(trafficBetween(before, after, fast).inBitsPerSecond).toBeNull()
  })

  test('with 32 bits on a line that wraps it within one visit tells nothing at all', () => {
    const after = readingAt(60, { ...counters32, inOctets: 1_000n, speedBitsPerSecond: 10e9 })
    const fast = { inBitsPerSecond: 1e9, outBitsPerSecond: 1e9 }
    const before = readingAt(0, { ...counters32, speedBitsPerSecond: 10e9 })
    expect(trafficBetween(before, after, fast).inBitsPerSecond).toBeNull()
  })

  test('never makes a spike, whatever the counters were', () => {
    const octets = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n })
    fc.assert(
      fc.property(octets, octets, fc.constantFrom(counters32, counters64), (was, is, width) => {
        const rate = inBetween({ ...width, inOctets: was }, { ...width, inOctets: is })
        if (rate === null) return
        expect(rate).toBeGreaterThanOrEqual(0)
        expect(rate).toBeLessThanOrEqual(1.1 * 100_000_000)
      }),
    )
  })
})

describe('load', () => {
  const flowing = { ...noTraffic, inBitsPerSecond: 5_000_000, outBitsPerSecond: 1_900_000 }

  test('is the use of the subscribed rate in the busier direction', () => {
    expect(loadRatio(flowing, subscribed)).toBe(0.95)
    expect(loadRatio({ ...flowing, outBitsPerSecond: null }, subscribed)).toBe(0.5)
  })

  test('is unknown where nothing was measured or nothing is subscribed', () => {
    expect(loadRatio(noTraffic, subscribed)).toBeNull()
    expect(loadRatio(flowing, null)).toBeNull()
  })
})
