import { describe, expect, it } from 'vitest'
import type { WireLink, WireSatker } from '../../collector/serve/wire.ts'
import { KeptHeaps } from '../state/kept-heaps.ts'
import { Keyed } from '../state/keyed.ts'
import { linkOf, noon, satkerOf } from './network.test-kit.ts'
import { worstFirst, worstLink } from './worst-first.ts'

function list(satker: WireSatker[], links: WireLink[]) {
  const troubles = worstFirst(
    new KeptHeaps().of(Keyed.of(satker, ({ code }) => code)),
    new Map(links.map((link) => [link.id, link])),
    (code) => links.filter((link) => link.satker === code),
  )
  return troubles.map(({ satker: one, behind }) => [one.code, ...behind.map(({ code }) => code)].join(' < '))
}

describe('what needs action', () => {
  it('is nothing when all is well, unmonitored or not connected', () => {
    const satker = [
      satkerOf('1'),
      satkerOf('2', { status: 'unknown' }),
      satkerOf('3', { status: null, since: null }),
    ]
    expect(list(satker, [linkOf('a', '1'), linkOf('b', '2', { status: 'unknown' })])).toEqual([])
  })

  it('comes down before degraded, and whoever has waited longest before the others', () => {
    const satker = [
      satkerOf('1', { status: 'degraded', since: noon - 9000 }),
      satkerOf('2', { status: 'down', since: noon }),
      satkerOf('3', { status: 'down', since: noon - 1000 }),
    ]
    const links = [
      linkOf('a', '1', { status: 'degraded' }),
      linkOf('b', '2', { status: 'down' }),
      linkOf('c', '3', { status: 'down' }),
    ]
    expect(list(satker, links)).toEqual(['3', '2', '1'])
  })

  it('folds those behind a hub under it, through any number of links, and puts it first', () => {
    const satker = [
      satkerOf('1', { status: 'down', since: noon - 99_000 }),
      satkerOf('2', { status: 'down' }),
      satkerOf('3', { status: 'unreachable' }),
      satkerOf('4', { status: 'unreachable' }),
    ]
    const links = [
      linkOf('lone', '1', { status: 'down' }),
      linkOf('hub', '2', { status: 'down' }),
      linkOf('near', '3', { status: 'unreachable', dependsOn: ['hub'] }),
      linkOf('far', '4', { status: 'unreachable', dependsOn: ['near'] }),
    ]
    expect(list(satker, links)).toEqual(['2 < 3 < 4', '1'])
  })

  it('folds under a hub that lives by its other link', () => {
    const satker = [satkerOf('1', { status: 'degraded' }), satkerOf('2', { status: 'unreachable' })]
    const links = [
      linkOf('main', '1', { status: 'down' }),
      linkOf('spare', '1', { role: 'backup' }),
      linkOf('child', '2', { status: 'unreachable', dependsOn: ['main'] }),
    ]
    expect(list(satker, links)).toEqual(['1 < 2'])
  })

  it('shows the unreachable whose root cannot be seen as a cause of its own', () => {
    const links = [linkOf('child', '2', { status: 'unreachable', dependsOn: ['not-ours'] })]
    expect(list([satkerOf('2', { status: 'unreachable' })], links)).toEqual(['2'])
  })

  it('ends where links hang on one another in a circle', () => {
    const satker = [satkerOf('1', { status: 'unreachable' }), satkerOf('2', { status: 'unreachable' })]
    const links = [
      linkOf('a', '1', { status: 'unreachable', dependsOn: ['b'] }),
      linkOf('b', '2', { status: 'unreachable', dependsOn: ['a'] }),
    ]
    expect(list(satker, links)).toEqual(['1', '2'])
  })
})

describe('the worst link', () => {
  it('is the one that is down, and of two alike the primary', () => {
    const spare = linkOf('spare', '1', { role: 'backup', status: 'down' })
    expect(worstLink([linkOf('main', '1'), spare])?.id).toBe('spare')
    expect(worstLink([spare, linkOf('main', '1', { status: 'down' })])?.id).toBe('main')
    expect(worstLink([])).toBeUndefined()
  })
})
