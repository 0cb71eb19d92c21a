import { geoArea, geoContains } from 'd3-geo'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergedOutlines, type Polygon, woundPolygon } from './province-outlines.ts'
import type { Position, Ring } from './ring.ts'

/** Corners on a wavy circle, counterclockwise as RFC 7946 has an exterior, and closed. */
function star([longitude, latitude]: Position, degrees: number[], scale = 1): Ring {
  const corners = degrees.map((radius, i): Position => {
    const angle = (2 * Math.PI * i) / degrees.length
    return [longitude + scale * radius * Math.cos(angle), latitude + scale * radius * Math.sin(angle)]
  })
  return [...corners, corners[0]!]
}

function areaOf(polygon: Polygon): number {
  return geoArea({ type: 'Polygon', coordinates: polygon })
}

const place = fc.tuple(
  fc.double({ min: 95, max: 141, noNaN: true }),
  fc.double({ min: -11, max: 6, noNaN: true }),
)
const radii = fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: 3, maxLength: 40 })
const anywhere = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
)

describe('the direction of the rings', () => {
  test('comes out the same whichever way they went in, and encloses the province, not the rest of the globe', () => {
    fc.assert(
      fc.property(place, radii, fc.boolean(), fc.boolean(), (centre, degrees, turned, holeTurned) => {
        const exterior = star(centre, degrees)
        // Nearer to the centre than any edge of a star.
        const hole = star(centre, [0.01, 0.01, 0.01, 0.01])
        const expected = woundPolygon([exterior, hole])
        const polygon = woundPolygon([
          turned ? exterior.toReversed() : exterior,
          holeTurned ? hole.toReversed() : hole,
        ])
        expect(polygon).toHaveLength(2)
        expect(areaOf(polygon!)).toBeCloseTo(areaOf(expected!), 9)
        expect(areaOf(polygon!)).toBeLessThan(0.1)
        expect(geoContains({ type: 'Polygon', coordinates: polygon! }, [-70, 40])).toBe(false)
        expect(geoContains({ type: 'Polygon', coordinates: polygon! }, centre)).toBe(false)
      }),
    )
  })

  test('is clockwise on the map for the exterior and counterclockwise for a hole', () => {
    const north: Ring = [
      [110, -8],
      [112, -8],
      [112, -6],
      [110, -6],
      [110, -8],
    ]
    const hole = north.map(([x, y]): Position => [111 + (x - 111) / 2, -7 + (y + 7) / 2])
    expect(woundPolygon([north, hole])).toEqual([north.toReversed(), hole])
    expect(woundPolygon([north.toReversed(), hole.toReversed()])).toEqual([north.toReversed(), hole])
  })

  test('never paints half of the globe or more, whatever the rings are', () => {
    const ring = fc.oneof(
      fc.array(anywhere, { maxLength: 12 }),
      // Slivers along a parallel, where flat reckoning and great circles disagree.
      fc.array(fc.tuple(fc.integer({ min: 95, max: 141 }), fc.constantFrom(5, 5.00001)), { maxLength: 5 }),
      // Several times round the same way.
      fc
        .tuple(fc.array(anywhere, { minLength: 3, maxLength: 5 }), fc.integer({ min: 2, max: 9 }))
        .map(([corners, times]) => Array.from({ length: times }, () => corners).flat()),
    )
    fc.assert(
      fc.property(fc.array(ring, { maxLength: 3 }), (rings) => {
        const polygon = woundPolygon(rings)
        if (polygon) expect(areaOf(polygon)).toBeLessThan(2 * Math.PI)
      }),
      { numRuns: 2000 },
    )
  })
})

const square: Ring = [
  [115, -9],
  [115, -8],
  [116, -8],
  [116, -9],
  [115, -9],
]

describe('what a file got wrong', () => {
  test('a ring that is not closed is closed, and one that stands still in places goes on', () => {
    expect(woundPolygon([square.slice(0, 4)])).toEqual([square])
    expect(woundPolygon([square.flatMap((point) => [point, point])])).toEqual([square])
  })

  test('a place is told to about a metre', () => {
    expect(woundPolygon([square.map(([x, y]): Position => [x + 4e-7, y - 4e-7])])).toEqual([square])
  })

  test.each<[string, Ring[]]>([
    ['no ring', []],
    ['an empty ring', [[]]],
    ['a point', [[[115, -8]]]],
    [
      'a line there and back',
      [
        [
          [115, -8],
          [116, -8],
          [115, -8],
        ],
      ],
    ],
    [
      'less than can be seen',
      [square.map(([x, y]): Position => [115 + (x - 115) * 1e-4, -8 + (y + 8) * 1e-4])],
    ],
  ])('%s encloses nothing', (_, rings) => {
    expect(woundPolygon(rings)).toBeNull()
  })

  test('holes that would leave nothing are left out, and so are those without an area', () => {
    expect(woundPolygon([square, square])).toEqual([square])
    expect(woundPolygon([square, [[115.5, -8.5]]])).toEqual([square])
  })
})

test('features with one code are one province, in the order of the codes', () => {
  const other = square.map(([x, y]): Position => [x + 3, y])
  const bali = (polygons: Polygon[]) => ({ code: '51', name: 'Bali', polygons })
  const aceh = { code: '11', name: 'Aceh', polygons: [[square]] }
  expect(mergedOutlines([bali([[square]]), aceh, bali([[other]])])).toEqual([aceh, bali([[square], [other]])])
})
