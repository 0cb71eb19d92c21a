import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { area, bali, collection, outlineProblems, square } from './outlines.test-kit.ts'

const arc = [
  [0, 0],
  [0, 10],
  [10, 0],
  [0, -10],
  [-10, 0],
]
const topology = (more: object) => ({
  type: 'Topology',
  transform: { scale: [0.1, 0.1], translate: bali },
  objects: {
    prov: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', id: '51', arcs: [[0]] }] },
  },
  arcs: [arc],
  ...more,
})
const withArcs = (arcs: unknown, type = 'Polygon') =>
  topology({ objects: { prov: { type: 'GeometryCollection', geometries: [{ type, id: '51', arcs }] } } })

describe('a topology', () => {
  test('of the test is otherwise sound', () => {
    expect(outlineProblems(topology({}))).toEqual([])
  })

  const noPolygons = 'objects: holds no polygons; export the provinces as areas, not as lines or points'
  const noRings = 'objects.prov.geometries[0].arcs: is not rings of arcs from 0 to 0; export the file again'

  test.each<[string, unknown, string]>([
    ['no objects', topology({ objects: undefined }), noPolygons],
    ['lines only', topology({ objects: { garis: { type: 'LineString', arcs: [0] } } }), noPolygons],
    [
      'a collection in a collection',
      topology({
        objects: { prov: { type: 'GeometryCollection', geometries: [{ type: 'GeometryCollection' }] } },
      }),
      noPolygons,
    ],
    ['an arc that is not there', withArcs([[1]]), noRings],
    ['an arc that is not there, backwards', withArcs([[-2]]), noRings],
    ['half an arc', withArcs([[0.5]]), noRings],
    ['a ring of no arcs', withArcs([[]]), noRings],
    ['a ring that is none', withArcs([0]), noRings],
    ['no arcs', withArcs(undefined), noRings],
    ['a polygon that is none', withArcs([[0]], 'MultiPolygon'), noRings],
    ['no list of arcs', topology({ arcs: {} }), 'arcs: is not a list of arcs; export the file again'],
    [
      'too many features in its layers',
      topology({
        objects: { a: { geometries: Array(6_000).fill(0) }, b: { geometries: Array(6_000).fill(0) } },
      }),
      'has 12000 features, more than 10000; merge those of each province, in QGIS by Dissolve',
    ],
    [
      'an empty arc',
      topology({ arcs: [arc, []] }),
      'arcs[1]: is not a list of points of two numbers each; export the file again',
    ],
    [
      'an arc of texts',
      topology({ arcs: [[['0', '0']]] }),
      'arcs[0]: is not a list of points of two numbers each; export the file again',
    ],
    [
      'a transform of nothing',
      topology({ transform: {} }),
      'transform: is not a scale and a translate of two numbers each; export the file again',
    ],
    [
      'a point among the provinces',
      topology({
        objects: {
          prov: {
            type: 'GeometryCollection',
            geometries: [
              { type: 'Polygon', id: '51', arcs: [[0]] },
              { type: 'Point', id: '11', coordinates: [0, 0] },
            ],
          },
        },
      }),
      'objects.prov.geometries[1]: is a Point; an outline is a Polygon or a MultiPolygon, so convert or remove it',
    ],
    [
      'rings that name an arc over and over',
      withArcs(Array.from({ length: 50_000 }, () => [0])),
      'has 250000 points, more than 200000; simplify it, in QGIS by Vector > Geometry Tools > Simplify',
    ],
    [
      'metres',
      topology({ transform: { scale: [1e5, 1e5], translate: [0, 0] } }),
      'objects.prov.geometries[0]: has a point at 0, 1000000, which is no longitude and latitude in degrees; export the file in WGS 84 (EPSG:4326)',
    ],
  ])('with %s is refused with the cure', (_, file, problem) => {
    expect(outlineProblems(file)).toEqual([problem])
  })
})

test('whatever becomes of a file, it is read or refused with a problem of one line', () => {
  const good = collection(area({ kode: '51', nama: 'Bali' }, square(bali), square(bali)))
  const texts = [topology({}), good].map((file) => JSON.stringify(file))
  const put = fc.constantFrom(
    '',
    '[',
    ']',
    '[]',
    '{}',
    'null',
    '-1',
    '1e999',
    '"x"',
    ',',
    '0,',
    '"__proto__":1,',
  )
  const slip = fc.tuple(fc.nat(300), put, fc.nat(3))
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(slip, { minLength: 1, maxLength: 2 }), (text, slips) => {
      const slipped = slips.reduce(
        (from, [at, piece, cut]) => from.slice(0, at) + piece + from.slice(at + cut),
        text,
      )
      for (const problem of outlineProblems(slipped)) expect(problem).not.toMatch(/    at |\n/)
    }),
    { numRuns: 500 },
  )
})
