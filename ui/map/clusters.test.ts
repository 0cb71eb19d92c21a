import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discReach } from './absorb.ts'
import { clusterScale, clustersOf, type Located } from './clusters.ts'

const coordinate = fc.double({ min: 1500, max: 6000, noNaN: true })
const places = fc
  .array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 400 })
  .map((points) => points.map((at, i): Located => ({ code: String(i), at })))
const scale = fc.double({ min: 0.05, max: 12, noNaN: true })
const keysOf = (of: readonly Located[], at: number) =>
  new Map(clustersOf(of, at).flatMap(({ key, places }) => places.map(({ code }) => [code, key] as const)))

/** So many places evenly over so many pixels on each side, at a pixel per map unit. */
const field = (count: number, sidePx: number): Located[] => {
  const across = Math.ceil(Math.sqrt(count))
  return Array.from({ length: count }, (_, i) => ({
    code: String(i),
    at: {
      x: 2000 + ((i % across) * sidePx) / across,
      y: 2000 + (Math.floor(i / across) * sidePx) / across,
    },
  }))
}

describe('the clusters of the map', () => {
  it('have every place in exactly one of them', () => {
    fc.assert(
      fc.property(places, scale, (all, at) => {
        const codes = clustersOf(all, at).flatMap((cluster) => cluster.places.map(({ code }) => code))
        expect(codes.toSorted()).toEqual(all.map(({ code }) => code).toSorted())
      }),
    )
  })

  it('have keys of their own', () => {
    fc.assert(
      fc.property(places, scale, (all, at) => {
        const keys = clustersOf(all, at).map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('are the same whatever order the places come in', () => {
    fc.assert(
      fc.property(places, scale, (all, at) => {
        expect(keysOf(all.toReversed(), at)).toEqual(keysOf(all, at))
      }),
    )
  })

  it('stand among their places', () => {
    fc.assert(
      fc.property(places, scale, (all, at) => {
        const nearPx = 10
        for (const { at: middle, places: inside } of clustersOf(all, at)) {
          for (const axis of ['x', 'y'] as const) {
            const all = inside.map((place) => place.at[axis])
            expect(middle[axis]).toBeGreaterThanOrEqual(Math.min(...all) - nearPx / at - 1e-6)
            expect(middle[axis]).toBeLessThanOrEqual(Math.max(...all) + nearPx / at + 1e-6)
          }
        }
      }),
    )
  })

  it('leave marks alone that have room', () => {
    expect(clustersOf(field(400, 200), 1)).toHaveLength(400)
  })

  it('are few where there is none', () => {
    const clusters = clustersOf(field(12_000, 400), 1)
    expect(clusters.length).toBeLessThan(150)
    expect(clusters.every(({ places: inside }) => inside.length > 10)).toBe(true)
  })

  it('leave nothing under the disc of a crowd', () => {
    const crowded = [
      ...field(900, 60),
      { code: 'near', at: { x: 2062, y: 2010 } },
      { code: 'far', at: { x: 2090, y: 2010 } },
    ]
    const keys = keysOf(crowded, 1)
    expect([keys.get('near') === 'near', keys.get('far') === 'far']).toEqual([false, true])
    const discs = clustersOf(crowded, 1).filter(({ places: inside }) => inside.length > 1)
    for (const [i, a] of discs.entries()) {
      for (const b of discs.slice(0, i)) {
        const px = Math.hypot(a.at.x - b.at.x, a.at.y - b.at.y)
        expect(px).toBeGreaterThanOrEqual((discReach(a) + discReach(b)) * 0.7)
      }
    }
  })

  it('part as the map is enlarged, but for those on one point', () => {
    const twins: Located[] = [...field(3000, 200), { code: 'twin', at: { x: 2000, y: 2000 } }]
    expect(clustersOf(twins, 1).length).toBeLessThan(200)
    const near = clustersOf(twins, 16)
    expect(near).toHaveLength(3000)
    expect(near.find(({ places: inside }) => inside.length > 1)?.places.map(({ code }) => code)).toEqual([
      '0',
      'twin',
    ])
  })

  it('stay as they are while the scale changes a little', () => {
    expect(clusterScale(1.1)).toBe(clusterScale(0.95))
    expect(clusterScale(1)).not.toBe(clusterScale(1.5))
  })
})
