import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeOf } from './spread.ts'

describe('the place of an id in a round', () => {
  test('is within the round and always the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 100_000 }), (id, places) => {
        const place = placeOf(id, places)
        expect(Number.isInteger(place) && place >= 0 && place < places).toBe(true)
        expect(placeOf(id, places)).toBe(place)
      }),
    )
  })

  test('does not move with a new version of this program', () => {
    expect(['link-1', 'link-2', '527010-primary', ''].map((id) => placeOf(id, 60))).toMatchInlineSnapshot(`
      [
        29,
        0,
        23,
        23,
      ]
    `)
  })

  test.each([
    ['numbered one after another', (i: number) => `link-${i}`],
    ['that are satker codes', (i: number) => String(400_000 + i * 7)],
    ['that differ only in their last letters', (i: number) => `kantor-wilayah-jawa-barat-${i}-primary`],
    ['of one letter more or less', (i: number) => 'x'.repeat(i % 50) + String(i)],
  ])('is laid evenly over it by ids %s', (_, idOf) => {
    for (const places of [10, 60]) {
      const counts = Array.from({ length: places }, () => 0)
      const each = 200
      for (let i = 0; i < places * each; i++) {
        const place = placeOf(idOf(i), places)
        counts[place] = (counts[place] ?? 0) + 1
      }
      // Five standard deviations of a fair throw.
      const tolerance = 5 * Math.sqrt(each)
      for (const count of counts) expect(Math.abs(count - each)).toBeLessThan(tolerance)
    }
  })
})
