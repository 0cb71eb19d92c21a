import { describe, expect, it } from 'vitest'
import type { WireLink } from '../../collector/serve/wire.ts'
import { linkOf } from '../outages/network.test-kit.ts'
import type { Cluster } from './clusters.ts'
import { curve, linesOf, lookOf, tiesOf, type Tie } from './ties.ts'

const ties = (links: WireLink[], chosen: string | null = null) =>
  tiesOf(links, new Map(links.map((link) => [link.id, link])), chosen).map(
    ({ from, hub, status }) => `${from}-${hub} ${status}`,
  )
const hub = linkOf('hub', '1')

describe('the lines of the map', () => {
  it('are drawn for what is not well, and for nothing else', () => {
    const links = [
      hub,
      linkOf('a', '2', { dependsOn: ['hub'] }),
      linkOf('b', '3', { dependsOn: ['hub'], status: 'unknown' }),
      linkOf('c', '4', { dependsOn: ['hub'], status: 'down' }),
    ]
    expect(ties(links)).toEqual(['4-1 down'])
  })

  it('are all drawn for the chosen hub, the worst last', () => {
    const links = [
      hub,
      linkOf('c', '4', { dependsOn: ['hub'], status: 'down' }),
      linkOf('a', '2', { dependsOn: ['hub'] }),
    ]
    expect(ties(links, '1')).toEqual(['2-1 up', '4-1 down'])
  })

  it('are one for each pair of satker, by the worst link between them', () => {
    const links = [
      hub,
      linkOf('hub2', '1'),
      linkOf('a', '2', { dependsOn: ['hub', 'hub2'], status: 'degraded' }),
      linkOf('b', '2', { dependsOn: ['hub2'], status: 'down' }),
    ]
    expect(ties(links)).toEqual(['2-1 down'])
  })

  it('lead to the first of several hubs, and to all of them for the chosen one', () => {
    const links = [
      hub,
      linkOf('other', '5'),
      linkOf('a', '2', { status: 'down', dependsOn: ['hub', 'other'] }),
    ]
    expect(ties(links)).toEqual(['2-1 down'])
    expect(ties(links, '2')).toEqual(['2-1 down', '2-5 down'])
    expect(ties(links, '5')).toEqual(['2-1 down', '2-5 down'])
  })

  it('are fainter where they are many, and never gone', () => {
    const opacities = [1, 24, 48, 5000].map((alike) => lookOf('down', alike).opacity)
    expect(opacities).toEqual([0.75, 0.75, 0.375, 0.165])
  })

  it('do not lead to a parent that is not seen, nor to the satker itself', () => {
    expect(
      ties([linkOf('a', '2', { status: 'down', dependsOn: ['hidden', 'b'] }), linkOf('b', '2')]),
    ).toEqual([])
  })

  it('end at the cluster that an office is in, once for each, by the worst', () => {
    const clusters: Cluster[] = [['1'], ['2', '3'], ['4', '5']].map((codes, i) => ({
      key: `c${i}`,
      at: { x: i, y: 0 },
      places: codes.map((code) => ({ code, at: { x: i, y: 0 } })),
    }))
    const clusterOf = new Map(clusters.flatMap((one) => one.places.map(({ code }) => [code, one])))
    const ties: Tie[] = [
      { from: '2', hub: '1', status: 'degraded' },
      { from: '5', hub: '1', status: 'degraded' },
      { from: '3', hub: '1', status: 'down' },
      { from: '5', hub: '4', status: 'down' },
      { from: '9', hub: '1', status: 'down' },
    ]
    expect(linesOf(ties, clusterOf)).toEqual([
      { key: 'c2 c0', from: { x: 2, y: 0 }, to: { x: 0, y: 0 }, status: 'degraded' },
      { key: 'c1 c0', from: { x: 1, y: 0 }, to: { x: 0, y: 0 }, status: 'down' },
    ])
  })

  it('bulge northwards in either direction', () => {
    expect(curve({ x: 0, y: 100 }, { x: 100, y: 100 })).toBe('M0.0 100.0Q50.0 84.0 100.0 100.0')
    expect(curve({ x: 100, y: 100 }, { x: 0, y: 100 })).toBe('M100.0 100.0Q50.0 84.0 0.0 100.0')
  })
})
