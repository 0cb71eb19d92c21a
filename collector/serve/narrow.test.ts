import { expect, it } from 'vitest'
import { everything, type Limits } from '../domain/scope.ts'
import { aSnapshot } from './fake-deps.test-kit.ts'
import { narrowPublication, narrowSnapshot, sightOf } from './narrow.ts'
import type { Publication, Snapshot, WireLink, WireSatker } from './wire.ts'

const [aLink] = aSnapshot.links as [WireLink]
const [aSatker] = aSnapshot.satker as [WireSatker]

/** A hub, two offices of Bali that hang on it and on one another, and one elsewhere: all its own words begin with FAR. */
const network: Snapshot = {
  ...aSnapshot,
  satker: [
    { ...aSatker, code: '900001', name: 'FAR-hub', type: 'pusat', province: '31' },
    { ...aSatker, code: '900002', name: 'near', type: 'kankemenag', province: '51' },
    { ...aSatker, code: '900003', name: 'near too', type: 'kua', province: '51' },
    { ...aSatker, code: '900004', name: 'FAR-office', type: 'kua', province: '52' },
  ],
  links: [
    { ...aLink, id: 'FAR-hub', satker: '900001', dependsOn: [] },
    { ...aLink, id: 'near', satker: '900002', dependsOn: ['FAR-hub'] },
    { ...aLink, id: 'near-too', satker: '900003', dependsOn: ['near', 'FAR-hub'] },
    { ...aLink, id: 'FAR-office', satker: '900004', dependsOn: ['FAR-hub'], circuit: 'FAR-SID' },
  ],
  maintenance: [
    { links: ['near', 'FAR-office'], from: 1, to: 2, reason: 'both' },
    { links: ['FAR-hub'], from: 1, to: 2, reason: 'FAR reason' },
  ],
}
const bali: Limits = { provinces: ['51'], types: [], satker: [] }

it('shows everything to those who may see everything', () => {
  expect(narrowSnapshot(network, everything)).toBe(network)
})

it('shows a scope its own satker and links, and names nothing beyond', () => {
  const seen = narrowSnapshot(network, bali)
  expect(seen.satker.map(({ code }) => code)).toEqual(['900002', '900003'])
  expect(seen.links.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
    ['near', []],
    ['near-too', ['near']],
  ])
  expect(seen.maintenance).toEqual([{ links: ['near'], from: 1, to: 2, reason: 'both' }])
  expect(JSON.stringify(seen)).not.toContain('FAR')
})

it('leaves what it was given as it was', () => {
  const before = JSON.stringify(network)
  narrowSnapshot(network, bali)
  expect(JSON.stringify(network)).toBe(before)
})

it('shows a limit that names nothing nothing', () => {
  const seen = narrowSnapshot(network, { provinces: [], types: [], satker: [] })
  expect([seen.satker, seen.links, seen.maintenance]).toEqual([[], [], []])
})

function outage(
  id: number,
  link: string,
  satker: string,
  because: number | null,
): Publication['outages'][number] {
  const status = because === null ? 'down' : 'unreachable'
  return { id, link, satker, status, began: 1, ended: null, unwatchedMs: 0, because, evidence: [] }
}

it('tells a scope of its own changes, and not on what else they hang', () => {
  const publication: Publication = {
    at: 5,
    satker: [
      { code: '900004', name: 'FAR', status: 'down' },
      { code: '900002', status: 'unreachable' },
    ],
    links: [
      { id: 'FAR-hub', status: 'down' },
      { id: 'near', status: 'unreachable', dependsOn: ['FAR-hub'] },
    ],
    outages: [
      outage(1, 'FAR-hub', '900001', null),
      outage(2, 'near', '900002', 1),
      outage(3, 'near-too', '900003', 2),
    ],
  }
  expect(narrowPublication(publication, sightOf(network, bali))).toEqual({
    at: 5,
    satker: [{ code: '900002', status: 'unreachable' }],
    links: [{ id: 'near', status: 'unreachable', dependsOn: [] }],
    // It hangs on two, one of which is foreign: which of them it is out because of is not told.
    outages: [outage(2, 'near', '900002', null), outage(3, 'near-too', '900003', null)].map((each) => ({
      ...each,
      status: 'unreachable',
    })),
  })
})

it('tells what an outage hangs on where all that its link hangs on may be seen', () => {
  const own = {
    ...network,
    links: network.links.map((link) => (link.id === 'near-too' ? { ...link, dependsOn: ['near'] } : link)),
  }
  const publication = { at: 5, satker: [], links: [], outages: [outage(3, 'near-too', '900003', 2)] }
  expect(narrowPublication(publication, sightOf(own, bali)).outages).toMatchObject([{ because: 2 }])
})
