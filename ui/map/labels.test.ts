import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeLabels } from './labels.ts'

const sheet = { width: 500, size: 1 }
const none = { loud: [], quiet: [] }
const wanted = (key: string, x: number, y: number) => ({ key, text: 'Kab. Kaur', at: { x, y } })

describe('the names on the map', () => {
  it('stand to the right of their mark', () => {
    expect(placeLabels([wanted('a', 100, 100)], none, sheet)[0]).toMatchObject({ anchor: 'start', y: 104 })
  })

  it('go to the other side at the edge of the map', () => {
    expect(placeLabels([wanted('a', 490, 100)], none, sheet)[0]).toMatchObject({ anchor: 'end' })
  })

  it('make way for marks and for the names before them', () => {
    const placed = placeLabels(
      [wanted('a', 100, 100), wanted('b', 104, 100)],
      { loud: [{ x: 130, y: 100 }], quiet: [] },
      sheet,
    )
    expect(placed.map(({ key, anchor }) => [key, anchor])).toEqual([
      ['a', 'end'],
      ['b', 'middle'],
    ])
  })

  it('leave quiet marks free where there is another side, and cover one rather than go', () => {
    const right = { x: 130, y: 100 }
    const all = [right, { x: 70, y: 100 }, { x: 100, y: 87 }, { x: 100, y: 117 }]
    const placed = (quiet: typeof all) => placeLabels([wanted('a', 100, 100)], { loud: [], quiet }, sheet)
    expect(placed([right])[0]?.anchor).toBe('end')
    expect(placed(all)[0]?.anchor).toBe('start')
  })

  it('stand clear of a mark that is larger than usual', () => {
    const [usual, large] = [wanted('a', 100, 100), { ...wanted('a', 100, 100), reachPx: 13 }]
    const x = (one: typeof usual) => placeLabels([one], none, sheet)[0]?.x
    expect(x(large)).toBe(x(usual)! + 4)
  })

  it('are left out where there is no room, the less important first', () => {
    const crowd = Array.from({ length: 20 }, (_, i) => wanted(String(i), 250, 100))
    const placed = placeLabels(crowd, none, sheet)
    expect(placed.length).toBeLessThan(6)
    expect(placed[0]?.key).toBe('0')
  })

  it('never lie on one another', () => {
    const places = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 400 }) }),
    )
    fc.assert(
      fc.property(places, (points) => {
        const placed = placeLabels(
          points.map(({ x, y }, i) => wanted(String(i), x, y)),
          none,
          { width: 600, size: 1 },
        )
        const spots = new Set(placed.map(({ anchor, x, y }) => `${anchor} ${x} ${y}`))
        expect(spots.size).toBe(placed.length)
      }),
    )
  })
})
