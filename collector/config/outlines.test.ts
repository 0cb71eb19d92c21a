import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Position, Ring } from '../domain/ring.ts'
import { folderOf } from './folder-of.test-kit.ts'
import { aceh, area, bali, collection, outlinesOf, square } from './outlines.test-kit.ts'
import { readNetwork } from './read-network.ts'

function answered(...provinces: [code: string, name: string, ...polygons: Ring[][]][]): object {
  const features = provinces.map(([code, name, ...coordinates]) => ({
    type: 'Feature',
    id: code,
    properties: { code, name },
    geometry: { type: 'MultiPolygon', coordinates },
  }))
  return { type: 'FeatureCollection', features }
}

const hole = square([115, -9]).map(([x, y]): Position => [115.5 + (x - 115.5) / 2, -8.5 + (y + 8.5) / 2])
const baliAlone = answered(['51', 'Bali', [square(bali)]])

describe('GeoJSON', () => {
  test('comes out wound as the map draws it, whichever way round it was', () => {
    const expected = answered(['51', 'Bali', [square(bali), hole.toReversed()]])
    expect(outlinesOf(collection(area({ kode: '51' }, square(bali), hole)))).toEqual(expected)
    const turned = area({ kode: '51' }, square(bali).toReversed(), hole.toReversed())
    expect(outlinesOf(collection(turned))).toEqual(expected)
  })

  test('in features that share a code is one province', () => {
    const other = square([116, -9])
    const island = {
      type: 'Feature',
      properties: { kode: 51 },
      geometry: { type: 'MultiPolygon', coordinates: [[other]] },
    }
    expect(
      outlinesOf(collection(area({ kode: 51 }, square(bali)), area({ kode: 11 }, square(aceh)), island)),
    ).toEqual(answered(['11', 'Aceh', [square(aceh)]], ['51', 'Bali', [square(bali)], [other]]))
  })

  test('may have heights, rings that are open and rings that enclose nothing beside others', () => {
    const open = square(bali)
      .slice(0, 4)
      .map(([x, y]) => [x, y, 12])
    const shape = { type: 'MultiPolygon', coordinates: [[open], [[[115, -8]]], []] }
    expect(outlinesOf(collection({ type: 'Feature', id: '51', geometry: shape }))).toEqual(baliAlone)
  })

  test('a province that is in no list yet is called as the file calls it, or by its code', () => {
    const file = (properties: object) => collection(area({ kode: '97', ...properties }, square([135, -4])))
    const called = (name: string) => answered(['97', name, [square([135, -4])]])
    expect(outlinesOf(file({ WADMPR: 'Papua Utara', ket: 'x' }))).toEqual(called('Papua Utara'))
    expect(outlinesOf(file({}))).toEqual(called('97'))
  })
})

describe('TopoJSON', () => {
  // Two squares side by side: the arc between them belongs to both, and one of them walks it backwards.
  const plain = {
    type: 'Topology',
    objects: {
      prov: {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Polygon', id: '51', arcs: [[0, 1]] },
          { type: 'MultiPolygon', id: '52', arcs: [[[2, -1]]] },
        ],
      },
    },
    arcs: [
      [
        [116, -9],
        [116, -8],
      ],
      [
        [116, -8],
        [115, -8],
        [115, -9],
        [116, -9],
      ],
      [
        [116, -9],
        [117, -9],
        [117, -8],
        [116, -8],
      ],
    ],
  }
  const quantized = {
    ...plain,
    transform: { scale: [0.5, 0.25], translate: [115, -9] },
    arcs: [
      [
        [2, 0],
        [0, 4],
      ],
      [
        [2, 4],
        [-2, 0],
        [0, -4],
        [2, 0],
      ],
      [
        [2, 0],
        [2, 0],
        [0, 4],
        [-2, 0],
      ],
    ],
  }

  test.each([
    ['as it is', plain],
    ['quantized', quantized],
  ])('%s comes out as GeoJSON does', (_, file) => {
    const [first, second] = [square(bali), square([116, -9])]
    const turnedTo = (ring: Ring, start: number) => {
      const open = ring.slice(0, 4)
      const turned = [...open.slice(start), ...open.slice(0, start)]
      return [...turned, turned[0]!]
    }
    expect(outlinesOf(file)).toEqual(
      answered(['51', 'Bali', [turnedTo(first, 3)]], ['52', 'Nusa Tenggara Barat', [turnedTo(second, 0)]]),
    )
  })

  test('of several layers that which has the codes of provinces is taken', () => {
    const [first, second] = plain.objects.prov.geometries
    const kabupaten = { type: 'GeometryCollection', geometries: [{ ...first, id: '5101' }] }
    const garis = { type: 'LineString', arcs: [0] }
    const file = { ...plain, objects: { garis, kabupaten, prov: { ...second, id: 52 } } }
    expect(outlinesOf(file)).toMatchObject({ features: [{ id: '52' }] })
  })
})

describe('the code', () => {
  const codesOf = (...rows: object[]) => {
    const file = outlinesOf(collection(...rows.map((row, i) => area(row, square([100 + i, 0])))))
    return (file as { features: { id: string }[] }).features.map(({ id }) => id)
  }

  test.each<[string, object[], string[]]>([
    ['a key that says so', [{ n: '12', KODE_PROV: '51', k: 13 }], ['51']],
    ['BIG', [{ OBJECTID: 10, KDPPUM: '51', WADMPR: 'Bali' }], ['51']],
    ['any key', [{ nama: 'Bali', x: '51' }], ['51']],
    ['a number', [{ k: 51 }, { k: 52 }], ['51', '52']],
    [
      'not what only some have',
      [
        { kode: '51', x: '11' },
        { kode: 'Laut', x: '12' },
      ],
      ['11', '12'],
    ],
    [
      'Kemendagri, not BPS',
      [
        { kode: '97', kemdagri: '95' },
        { kode: '95', kemdagri: '93' },
      ],
      ['93', '95'],
    ],
    [
      'Kemendagri, not BPS, by the names, where both know all of the numbers',
      [
        { kode: '91', x: '92', nama: 'Papua Barat' },
        { kode: '94', x: '91', nama: 'PAPUA' },
      ],
      ['91', '92'],
    ],
    [
      'what tells provinces apart, also where one of them is new',
      [
        { kode: '51', pulau: 11 },
        { kode: '97', pulau: 11 },
        { kode: '52', pulau: 11 },
      ],
      ['51', '52', '97'],
    ],
  ])('is %s', (_, rows, codes) => {
    expect(codesOf(...rows)).toEqual(codes)
  })

  test('is the id before any property', () => {
    const feature = { ...area({ kode: '11' }, square(bali)), id: 51 }
    expect(outlinesOf(collection(feature))).toEqual(baliAlone)
  })
})

test('a configuration without outlines has none', () => {
  const folder = folderOf({ 'devices.yaml': 'map: {}' })
  expect(readNetwork(join(folder, 'devices.yaml'), {})).toMatchObject({ ok: true, provinceOutlines: null })
})
