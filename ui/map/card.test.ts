import { screen } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { linkOf, noon, satkerOf } from '../outages/network.test-kit.ts'
import { showInPage } from '../satker/page.test-kit.ts'
import Card from './Card.svelte'
import { alone, type Cluster } from './clusters.ts'
import { markOf } from './marks.ts'

/** There is no layout here to observe. */
class Unseen {
  observe(): void {}
  unobserve(): void {}
}
vi.stubGlobal('ResizeObserver', Unseen)

const at = { x: 0, y: 0 }
const codes = ['900001', '900002', '900003']
const satker = [
  satkerOf('900001', { name: 'Kankemenag <b>Kab.</b> Kaur', status: 'down', since: noon - 9_060_000 }),
  satkerOf('900002'),
  satkerOf('900003', { status: null, since: null }),
]
const links = [
  linkOf('main', '900001', {
    status: 'down',
    condition: ['interface-down'],
    inBitsPerSecond: null,
    outBitsPerSecond: null,
  }),
  linkOf('other', '900002', { inBitsPerSecond: 10_000_000 }),
]
const maintenance = [{ links: ['other'], from: noon - 1000, to: noon + 60_000, reason: 'ganti router' }]

function show(of: Cluster | string, path = '/'): string[] {
  const telling = {
    satker: new Map(satker.map((one) => [one.code, one])),
    hubs: new Set<string>(),
    centres: new Set<string>(),
    inMaintenance: new Set<string>(),
    filter: null,
    loadOf: null,
  }
  const said = typeof of === 'string' ? of : markOf(of, telling)
  const props = { of: said, at, reachPx: 20, map: { width: 800, height: 600 } }
  const { container } = showInPage(Card, props, { snapshot: { satker, links, maintenance }, path })
  return [...container.querySelectorAll('p')].map((line) => line.textContent.trim())
}
const one = (code: string) => alone({ code, at })

describe('the card beside a mark', () => {
  it('says how a satker is, since when and why, and shows its name as text', () => {
    expect(show(one('900001'))).toEqual([
      'Kankemenag <b>Kab.</b> Kaur',
      'putus · 2 j 31 m',
      'antarmuka mati, router hidup',
    ])
    expect(screen.queryByText('Kab.')).toBeNull()
  })

  it('says no cause at a moment gone by, which nobody kept', () => {
    expect(show(one('900001'), `/?at=${noon - 60_000}`)).toEqual([
      'Kankemenag <b>Kab.</b> Kaur',
      'tidak terpantau',
    ])
  })

  it('says what is in maintenance, and how busy it is where the map is coloured by that', () => {
    expect(show(one('900002'), '/?colour=load')).toEqual([
      'Kankemenag 900002',
      'terhubung · 0 d',
      'dalam pemeliharaan',
      'beban 50 % dari langganan',
    ])
    expect(show(one('900003'), '/?colour=load')).toContain('beban tidak terukur')
  })

  it('counts those of a cluster by status, the worst first', () => {
    const cluster = { key: 'around', at, places: codes.map((code) => ({ code, at })) }
    expect(show(cluster)).toEqual(['3 satker', '1 putus', '1 terhubung'])
  })

  it('is the name of a province', () => expect(show('Bengkulu')).toEqual(['Bengkulu']))
})
