import { describe, expect, it } from 'vitest'
import type { WireLink } from '../../collector/serve/wire.ts'
import { linkOf } from '../outages/network.test-kit.ts'
import { curve, tiesOf } from './ties.ts'

const ties = (links: WireLink[], chosen: string | null = null) =>
  tiesOf(new Map(links.map((link) => [link.id, link])), chosen).map(
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

  it('do not lead to a parent that is not seen, nor to the satker itself', () => {
    expect(
      ties([linkOf('a', '2', { status: 'down', dependsOn: ['hidden', 'b'] }), linkOf('b', '2')]),
    ).toEqual([])
  })

  it('bulge northwards in either direction', () => {
    expect(curve({ x: 0, y: 100 }, { x: 100, y: 100 })).toBe('M0.0 100.0Q50.0 84.0 100.0 100.0')
    expect(curve({ x: 100, y: 100 }, { x: 0, y: 100 })).toBe('M100.0 100.0Q50.0 84.0 0.0 100.0')
  })
})
