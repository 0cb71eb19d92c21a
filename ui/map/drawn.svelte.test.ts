import { beforeEach, describe, expect, it } from 'vitest'
import { linkOf, noon, satkerOf } from '../outages/network.test-kit.ts'
import { Address } from '../state/address.svelte.ts'
import { NetworkState } from '../state/network.svelte.ts'
import { Past } from '../state/past.svelte.ts'
import { Shown } from '../state/shown.svelte.ts'
import { Drawn } from './drawn.svelte.ts'
import type { Mark } from './marks.ts'
import { View } from './view.svelte.ts'

const jakarta: [number, number] = [-6.18, 106.83]
const denpasar: [number, number] = [-8.67, 115.22]
/** Some 60 km away: a mark of its own, but on the smallest of maps. */
const singaraja: [number, number] = [-8.11, 115.09]

describe('what is drawn on the map', () => {
  let network: NetworkState
  let address: Address
  let view: View
  let drawn: Drawn

  beforeEach(() => {
    history.replaceState(null, '', '/')
    network = new NetworkState()
    network.receive({
      type: 'snapshot',
      seq: 1,
      at: noon,
      organisation: 'Kementerian Agama',
      timezone: 'Asia/Jakarta',
      synthetic: true,
      maintenance: [],
      outlines: null,
      rhythm: { sweepMs: 10_000, visitMs: 60_000 },
      satker: [
        satkerOf('900001', { province: '31', location: jakarta }),
        satkerOf('900002', { location: denpasar, status: 'down' }),
        satkerOf('900003', { location: singaraja }),
        satkerOf('900004', { location: null }),
        satkerOf('900005', { location: singaraja, status: 'degraded' }),
      ],
      links: [
        linkOf('centre', '900001'),
        linkOf('bali', '900002', { status: 'down', dependsOn: ['centre'] }),
        linkOf('singaraja', '900003', { dependsOn: ['centre'], inBitsPerSecond: 19_000_000 }),
        linkOf('other', '900005', { status: 'degraded', dependsOn: ['bali'], inBitsPerSecond: 1_000_000 }),
      ],
    })
    address = new Address()
    const past = new Past({ changes: () => Promise.reject(new Error('not asked')) }, () => noon)
    view = new View()
    view.width = 800
    view.height = 500
    drawn = new Drawn(new Shown(network, past, address, { minute: noon }), address, view)
  })

  const said = () => drawn.marks.map(({ places, status }) => [places.map(({ code }) => code).join(), status])
  const markWith = (code: string): Mark =>
    drawn.marks.find(({ places }) => places.some((one) => one.code === code))!
  const hit = (mark: Mark) => drawn.pick(view.toScreen(mark.at), 10)

  it('is one mark for what lies on one point, with the worst of it, and the worst last', () => {
    expect(said()).toEqual([
      ['900001', 'up'],
      ['900003,900005', 'degraded'],
      ['900002', 'down'],
    ])
    expect([drawn.unplaced, drawn.onCanvas]).toEqual([1, false])
  })

  it('keeps its clusters while statuses change', () => {
    const before = [drawn.clusterOf, drawn.lines, markWith('900001')]
    network.receive({
      type: 'changes',
      seq: 2,
      at: noon,
      links: [],
      outages: [],
      satker: [{ code: '900003', status: 'down' }],
    })
    expect(said().at(-2)).toEqual(['900003,900005', 'down'])
    expect([drawn.clusterOf, drawn.lines, markWith('900001')].every((one, i) => one === before[i])).toBe(true)
  })

  it('is the same when nothing that is drawn has changed', () => {
    const before = drawn.marks
    network.receive({
      type: 'changes',
      seq: 2,
      at: noon,
      satker: [],
      outages: [],
      links: [{ id: 'centre', rttMs: 7 }],
    })
    expect(drawn.marks).toBe(before)
  })

  it('has lines that end at the mark an office is in', () => {
    expect(drawn.lines.map(({ key, status }) => [key, status])).toEqual([
      [`${markWith('900005').key} 900002`, 'degraded'],
      ['900002 900001', 'down'],
    ])
  })

  it('holds the hub of a line though the filter leaves it out, but counts it nowhere', () => {
    address.go({ province: '51' })
    expect(drawn.marks.map(({ key }) => key)).toContain('900001')
    expect(drawn.places.map(({ code }) => code)).toEqual(['900002', '900003', '900005'])
    expect(drawn.lines.map(({ key }) => key)).toContain('900002 900001')
  })

  it('has only the lines of what the status filter asks for', () => {
    address.go({ status: 'down' })
    expect(drawn.lines.map(({ key }) => key)).toEqual(['900002 900001'])
    expect(markWith('900001').isFaint).toBe(true)
  })

  it('is coloured by load when asked to', () => {
    expect(markWith('900003').load).toBeUndefined()
    address.go({ colour: 'load' })
    expect(markWith('900003').load).toBe(5)
  })

  it('chooses what was hit', () => {
    expect(hit(markWith('900002'))).toBe(markWith('900002'))
    expect(drawn.pick({ x: 5, y: 5 }, 10)).toBeNull()
    drawn.choose(markWith('900002'))
    expect(address.place.satker).toBe('900002')
  })

  it('enlarges a cluster that parts, and chooses the worst of one that never does', () => {
    drawn.choose(markWith('900003'))
    expect([address.place.satker, view.isZoomed]).toEqual(['900005', false])
    view.width = 160
    const cluster = markWith('900002')
    expect(cluster.places.length).toBe(3)
    drawn.choose(cluster)
    expect([address.place.satker, view.isZoomed]).toEqual(['900005', true])
    expect(markWith('900002').places).toHaveLength(1)
  })
})
