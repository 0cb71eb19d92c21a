import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeCard } from './card-place.ts'

const card = { width: 240, height: 90 }

describe('the card beside a mark', () => {
  it.each([
    ['right of it', { x: 300, y: 300 }, { x: 320, y: 255 }],
    ['left of it at the right edge', { x: 780, y: 300 }, { x: 520, y: 255 }],
    ['inside at the upper edge', { x: 300, y: 10 }, { x: 320, y: 8 }],
  ])('stands %s', (_where, at, place) => {
    expect(placeCard(at, 20, card, { width: 800, height: 600 })).toEqual(place)
  })

  it('stands above it on a narrow map', () => {
    expect(placeCard({ x: 180, y: 300 }, 20, card, { width: 360, height: 500 })).toEqual({ x: 60, y: 190 })
  })

  it('never covers the pointer, and never leaves the map to the sides', () => {
    const places = fc.record({ x: fc.integer({ min: 0, max: 360 }), y: fc.integer({ min: 0, max: 500 }) })
    fc.assert(
      fc.property(places, fc.constantFrom(360, 800), (at, width) => {
        const { x, y } = placeCard(at, 20, card, { width, height: 500 })
        const covers = at.x > x && at.x < x + card.width && at.y > y && at.y < y + card.height
        expect(covers).toBe(false)
        expect(x >= 8 && x + card.width <= width - 8).toBe(true)
      }),
    )
  })
})
