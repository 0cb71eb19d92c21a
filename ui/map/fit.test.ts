import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extentOf, fit } from './fit.ts'

const sheetOf = (width: number, height: number) => ({
  width,
  height,
  wholeScale: width / 4820,
  largestZoom: 24,
})

describe('a part of the map that is fitted', () => {
  const coordinate = fc.double({ min: 1500, max: 6000, noNaN: true })
  const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1, maxLength: 30 })

  it('has all its places in the window, unless not even the whole has', () => {
    fc.assert(
      fc.property(points, fc.constantFrom(sheetOf(360, 320), sheetOf(1068, 800)), (places, sheet) => {
        const { zoom, centre } = fit(extentOf(places)!, sheet)
        const scale = sheet.wholeScale * zoom
        expect(zoom).toBeGreaterThanOrEqual(1)
        if (zoom === 1) return
        for (const { x, y } of places) {
          const [px, py] = [
            sheet.width / 2 + (x - centre.x) * scale,
            sheet.height / 2 + (y - centre.y) * scale,
          ]
          expect(px > 0 && px < sheet.width && py > 0 && py < sheet.height).toBe(true)
        }
      }),
    )
  })

  it('shows the land around a single place, but comes as near as can be where that is asked for', () => {
    const one = extentOf([{ x: 3000, y: 3000 }])!
    expect(fit(one, sheetOf(1068, 800)).zoom).toBeLessThan(22)
    expect(fit(one, sheetOf(1068, 800), 1).zoom).toBe(24)
  })

  it('is of nothing where there are no places', () => expect(extentOf([])).toBeNull())
})
