import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { qrPath } from './qr-path.ts'

/** The squares that a path covers. */
function covered(path: string): string[] {
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].flatMap(([, x, y, width, back]) => {
    expect(back).toBe(width)
    return Array.from({ length: Number(width) }, (_, i) => `${Number(x) + i},${y}`)
  })
}

describe('the path of a QR code', () => {
  it('joins what is dark side by side', () => {
    expect(qrPath([[true, true, false, true], [false], [false, true]])).toBe(
      'M0 0h2v1h-2zM3 0h1v1h-1zM1 2h1v1h-1z',
    )
  })

  it('covers every dark square once and no light one', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.boolean(), { maxLength: 20 }), { maxLength: 20 }), (rows) => {
        const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x},${y}`] : [])))
        expect(covered(qrPath(rows))).toEqual(dark)
      }),
    )
  })
})
