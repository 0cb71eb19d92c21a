import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edgesOf, scrolledTo, visibleRows } from './visible.ts'

const heights = fc.array(fc.constantFrom(36, 52), { minLength: 1, maxLength: 300 })
const seen = fc.record({
  top: fc.integer({ min: 0, max: 20_000 }),
  height: fc.integer({ min: 1, max: 2_000 }),
})

describe('the rows that are drawn', () => {
  it('are all that can be seen, and few more', () => {
    fc.assert(
      fc.property(heights, seen, (rows, { top, height }) => {
        const edges = edgesOf(rows)
        const { first, end } = visibleRows(edges, top, height)
        for (let row = 0; row < rows.length; row++) {
          const isSeen = edges[row]! < top + height && edges[row + 1]! > top
          if (isSeen) expect(row >= first && row < end).toBe(true)
        }
        expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 36) + 14)
      }),
    )
  })

  it('are none where there are none', () => {
    expect(visibleRows(edgesOf([]), 0, 500)).toEqual({ first: 0, end: 0 })
  })
})

describe('scrolling to a row', () => {
  const edges = edgesOf([50, 50, 50, 50])

  it.each([
    ['stays where it is seen', 1, 0, 100, 0],
    ['goes down just far enough', 3, 0, 100, 100],
    ['goes up just far enough', 0, 120, 80, 0],
  ])('%s', (_what, row, top, height, expected) => {
    expect(scrolledTo(edges, row, top, height)).toBe(expected)
  })

  it('makes any row wholly seen where the list is high enough', () => {
    fc.assert(
      fc.property(heights, seen, fc.nat(299), (rows, { top, height }, pick) => {
        const all = edgesOf(rows)
        const row = pick % rows.length
        const to = scrolledTo(all, row, top, height + 52)
        expect(all[row]! >= to && all[row + 1]! <= to + height + 52).toBe(true)
      }),
    )
  })
})
