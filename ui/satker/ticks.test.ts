import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundPart, roundTicks } from './ticks.ts'

describe('the values on an axis', () => {
  it.each([
    [20e6, 4, [0, 5e6, 10e6, 15e6, 20e6]],
    [512e3, 3, [0, 2e5, 4e5]],
    [150, 3, [0, 50, 100, 150]],
    [1, 2, [0, 0.5, 1]],
  ])('up to %d, in at most %d steps', (most, atMost, ticks) => {
    expect(roundTicks(most, atMost)).toEqual(ticks)
  })

  it('are few, begin at nothing and do not go beyond', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e12, noNaN: true }),
        fc.integer({ min: 1, max: 6 }),
        (most, few) => {
          const ticks = roundTicks(most, few)
          expect(ticks[0]).toBe(0)
          expect(ticks.length).toBeLessThanOrEqual(few + 1)
          expect(ticks.at(-1)).toBeLessThanOrEqual(most * 1.001)
        },
      ),
    )
  })
})

it.each([
  [0, 0.05],
  [0.05, 0.05],
  [0.12, 0.2],
  [0.51, 1],
])('a loss of %d is seen on an axis up to %d', (loss, top) => expect(roundPart(loss)).toBe(top))
