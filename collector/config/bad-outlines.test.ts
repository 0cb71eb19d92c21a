import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Position } from '../domain/ring.ts'
import { folderOf, problemsIn } from './folder-of.test-kit.ts'
import { aceh, area, bali, collection, outlineProblems, square } from './outlines.test-kit.ts'

describe('a file of outlines', () => {
  const named = { 'devices.yaml': 'map: { provinces: peta/prov.json }' }

  test('that is not there is told where it is named', () => {
    expect(problemsIn(folderOf(named))).toEqual([
      'devices.yaml:1:19 map.provinces: peta/prov.json is not there; create it, or give the right path',
    ])
  })

  test('that is a folder, too large, or somewhere else is told as that', () => {
    const folder = folderOf(named)
    mkdirSync(join(folder, 'peta/prov.json'), { recursive: true })
    expect(problemsIn(folder)).toEqual(['peta/prov.json:1:1 is not a file; name a GeoJSON or TopoJSON file'])
    expect(problemsIn(folderOf({ ...named, 'peta/prov.json': ' '.repeat(16 * 2 ** 20 + 1) }))).toEqual([
      'peta/prov.json:1:1 is 16.0 MiB; simplify it, to 16 MiB at most',
    ])
    const linked = folderOf(named)
    symlinkSync(folderOf({ 'prov.json': '{}' }), join(linked, 'peta'))
    expect(problemsIn(linked)).toEqual([
      'devices.yaml:1:19 map.provinces: peta/prov.json leads out of the folder of the main file; put the file under it, and name it from there',
    ])
  })

  test.each([
    ['{\n  "type": "FeatureCollection",\n  "features": [,]\n}', '3:16'],
    ['{"type": "Topology", "arcs": [[', '1:32'],
    ['', '1:1'],
    ['<?xml version="1.0"?>', '1:1'],
  ])('that is not JSON is told where it is not: %j', (text, place) => {
    expect(problemsIn(folderOf({ ...named, 'peta/prov.json': text }))).toEqual([
      `peta/prov.json:${place} is not JSON from here on; export the file again, as GeoJSON or TopoJSON`,
    ])
  })
})

const good = area({ kode: '51', nama: 'Bali' }, square(bali))
const feature = (geometry: unknown) => ({
  type: 'Feature',
  properties: { kode: '11', nama: 'Aceh' },
  geometry,
})

/** Every point of Bali, each moved. */
const moved = (move: (point: Position) => unknown[]) =>
  collection(area({ kode: '51', nama: 'Bali' }, square(bali).map(move)))

const neither = (type: string) =>
  `is neither a GeoJSON FeatureCollection nor a TopoJSON Topology: ${type}; export the file as one of them`

test.each<[string, unknown, string]>([
  ['a list', [], neither('it has no type')],
  ['a single feature', good, neither('its type is Feature')],
  ['a text', '"Topology"', neither('it has no type')],
  [
    'no features',
    collection(),
    'features: is no list with something in it; export the provinces, one or more features each',
  ],
  [
    'features that are no list',
    { type: 'FeatureCollection', features: good },
    'features: is no list with something in it; export the provinces, one or more features each',
  ],
  [
    'a line',
    collection(good, feature({ type: 'LineString', coordinates: square(aceh) })),
    'features[1]: Aceh is a LineString; an outline is a Polygon or a MultiPolygon, so convert or remove it',
  ],
  [
    'a geometry of no type',
    collection(good, feature({})),
    'features[1]: Aceh is a geometry without a type; an outline is a Polygon or a MultiPolygon, so convert or remove it',
  ],
  [
    'a feature that is a place only',
    collection(good, feature(null)),
    'features[1]: Aceh has no geometry; draw its outline, or remove it',
  ],
  [
    'a coordinate that is a text',
    collection(
      good,
      area({ kode: '11' }, [
        [96, 4],
        ['97', 4],
      ]),
    ),
    'features[1].geometry.coordinates[0][1]: is not a point, two numbers: longitude and latitude; mend it, or export the file again',
  ],
  [
    'an infinite coordinate',
    JSON.stringify(collection(good)).replace('115', '1e999'),
    'features[0].geometry.coordinates[0][0]: is not a point, two numbers: longitude and latitude; mend it, or export the file again',
  ],
  [
    'a ring where a polygon should be',
    collection(feature({ type: 'MultiPolygon', coordinates: [square(aceh)] })),
    'features[0].geometry.coordinates[0][0][0]: is not a point, two numbers: longitude and latitude; mend it, or export the file again',
  ],
  [
    'a polygon without coordinates',
    collection(feature({ type: 'Polygon' })),
    'features[0].geometry.coordinates: is not a list of rings; mend it, or export the file again',
  ],
  [
    'coordinates nested without end',
    `{"type":"FeatureCollection","features":[{"id":"51","geometry":{"type":"Polygon","coordinates":${'['.repeat(1e6)}${']'.repeat(1e6)}}}]}`,
    'features[0].geometry.coordinates[0][0]: is not a point, two numbers: longitude and latitude; mend it, or export the file again',
  ],
  [
    'metres',
    moved(([x, y]) => [x * 111_000, y * 111_000]),
    'features[0]: Bali has a point at 12765000, -999000, which is no longitude and latitude in degrees; export the file in WGS 84 (EPSG:4326)',
  ],
  [
    'latitude before longitude',
    moved(([x, y]) => [y, x]),
    'has latitude and longitude the wrong way round; write [longitude, latitude], such as [115.2, -8.7]',
  ],
  [
    'another country',
    moved(([x, y]) => [x - 110, y + 50]),
    'features[0]: Bali has a point at longitude 5, latitude 41, far from Indonesia; mend or remove it',
  ],
  [
    'no area',
    collection(good, area({ kode: '11', nama: 'Aceh' }, square(aceh).slice(0, 2))),
    'features[1]: Aceh encloses no area; draw its outline, or remove it',
  ],
  [
    'more points than a map can show',
    collection(
      area(
        { kode: '51' },
        Array.from({ length: 200_001 }, () => [115, -8]),
      ),
    ),
    'has 200001 points, more than 200000; simplify it, in QGIS by Vector > Geometry Tools > Simplify',
  ],
  [
    'more features than there are kecamatan',
    collection(...Array.from({ length: 10_001 }, () => null)),
    'has 10001 features, more than 10000; merge those of each province, in QGIS by Dissolve',
  ],
  [
    'no code',
    collection(area({ nama: 'Bali', luas: 5780.06, 'a\u001b[2J': 1 }, square(bali))),
    'no property is a Kemendagri code in every feature, two digits such as 51; there are: nama, luas, "a\\u001b[2J"',
  ],
  [
    'no properties',
    collection(area({}, square(bali))),
    'no property is a Kemendagri code in every feature, two digits such as 51; there are none',
  ],
  [
    'kabupaten, with a dot',
    collection(area({ kode: '11.01', nama: 'Aceh Selatan' }, square(aceh))),
    'holds kabupaten and not provinces (kode is 11.01); dissolve them by the first two digits, or export the provinces',
  ],
  [
    'kabupaten, as numbers',
    collection(area({ k: 1101 }, square(aceh)), area({ k: 5102 }, square(bali))),
    'holds kabupaten and not provinces (k is 1101); dissolve them by the first two digits, or export the provinces',
  ],
  [
    'a feature without a code among others with one',
    collection(good, good, area({ kode: '', nama: 'Danau' }, square(aceh))),
    'features[2]: Danau has the kode "", which is no code of a province; write two digits, such as 51, or remove the feature',
  ],
  [
    'a feature without the key of the others',
    collection(good, good, area({ nama: 'Danau' }, square(aceh))),
    'features[2]: Danau has no kode; write two digits, such as 51, or remove the feature',
  ],
  [
    'the numbers of BPS',
    collection(good, area({ kode: '91', nama: 'Papua Barat' }, square([134, -2]))),
    "features[1]: has the kode 91, but 91 is Papua, and Papua Barat is 92; use Kemendagri's codes, not those of BPS",
  ],
])('with %s is refused with the cure', (_, file, problem) => {
  expect(outlineProblems(file)).toEqual([problem])
})
