import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Edges, scrolledTo, visibleRows } from './visible.ts'

const lists = fc
  .record({
    count: fc.integer({ min: 1, max: 300 }),
    rowPx: fc.constantFrom(48, 52.5),
    odd: fc.option(fc.nat(299)),
  })
  .map(({ count, rowPx, odd }) => ({
    count,
    rowPx,
    odd: odd !== null && odd < count ? odd : null,
    oddPx: 36,
  }))
const seen = fc.record({
  top: fc.integer({ min: 0, max: 20_000 }),
  height: fc.integer({ min: 1, max: 2_000 }),
})

describe('the rows that are drawn', () => {
  it('are all that can be seen, and few more', () => {
    fc.assert(
      fc.property(lists, seen, (heights, { top, height }) => {
        const edges = new Edges(heights)
        const { first, end } = visibleRows(edges, top, height)
        for (let row = 0; row < edges.count; row++) {
          const isSeen = edges.at(row) < top + height && edges.at(row + 1) > top
          if (isSeen) expect(row >= first && row < end).toBe(true)
        }
        expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 36) + 14)
      }),
    )
  })

  it('are none where there are none', () => {
    expect(visibleRows(new Edges({ count: 0, rowPx: 48, odd: null, oddPx: 36 }), 0, 500)).toEqual({
      first: 0,
      end: 0,
    })
  })
})

describe('where rows begin and end', () => {
  it('is the sum of the rows before them', () => {
    fc.assert(
      fc.property(lists, (heights) => {
        const edges = new Edges(heights)
        let y = 0
        for (let row = 0; row < heights.count; row++) {
          expect(edges.at(row)).toBeCloseTo(y, 6)
          const px = row === heights.odd ? heights.oddPx : heights.rowPx
          expect(edges.rowAt(y + px / 2)).toBe(row)
          y += px
        }
        expect(edges.at(heights.count)).toBeCloseTo(y, 6)
        expect([edges.rowAt(-5), edges.rowAt(y + 500)]).toEqual([0, heights.count - 1])
      }),
    )
  })
})

describe('scrolling to a row', () => {
  const edges = new Edges({ count: 4, rowPx: 50, odd: null, oddPx: 36 })

  it.each([
    ['stays where it is seen', 1, 0, 100, 0],
    ['goes down just far enough', 3, 0, 100, 100],
    ['goes up just far enough', 0, 120, 80, 0],
  ])('%s', (_what, row, top, height, expected) => {
    expect(scrolledTo(edges, row, top, height)).toBe(expected)
  })

  it('makes any row wholly seen where the list is high enough', () => {
    fc.assert(
      fc.property(lists, seen, fc.nat(299), (heights, { top, height }, pick) => {
        const all = new Edges(heights)
        const row = pick % all.count
        const to = scrolledTo(all, row, top, height + 53)
        expect(all.at(row) >= to && all.at(row + 1) <= to + height + 53).toBe(true)
      }),
    )
  })
})
