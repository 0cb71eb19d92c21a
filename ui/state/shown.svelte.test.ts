import { beforeEach, describe, expect, it } from 'vitest'
import type { WireChanges } from '../../collector/serve/wire.ts'
import { linkOf, noon, satkerOf } from '../outages/network.test-kit.ts'
import { Address } from './address.svelte.ts'
import { NetworkState } from './network.svelte.ts'
import { Past } from './past.svelte.ts'
import { Shown } from './shown.svelte.ts'

const told: WireChanges = {
  from: noon - 1000,
  to: noon,
  links: ['main', 'spare', 'centre'],
  statuses: ['up', 'up', 'up'],
  since: [1, 1, 1],
  changes: { link: [0], at: [noon - 500], to: ['down'] },
}

describe('what is shown', () => {
  let network: NetworkState
  let past: Past
  let address: Address
  let shown: Shown

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
      outlines: null,
      rhythm: { sweepMs: 10_000, visitMs: 60_000 },
      maintenance: [
        { links: ['spare'], from: noon, to: noon + 1000, reason: 'ganti router' },
        { links: ['centre'], from: noon - 500, to: noon, reason: 'ganti kabel' },
      ],
      satker: [
        satkerOf('900001', { type: 'pusat', province: '31' }),
        satkerOf('900002', { status: 'degraded' }),
        satkerOf('900003', { status: null, since: null }),
      ],
      links: [
        linkOf('spare', '900002', { role: 'backup' }),
        linkOf('main', '900002', { status: 'down', dependsOn: ['centre'], condition: ['interface-down'] }),
        linkOf('centre', '900001'),
      ],
    })
    past = new Past({ changes: async () => ({ ok: true, value: structuredClone(told) }) }, () => noon)
    address = new Address()
    shown = new Shown(network, past, address, { minute: noon })
  })

  it('counts satker by status, and those without links in none', () => {
    expect(shown.counts).toEqual({ up: 1, degraded: 1, down: 0, unreachable: 0, unknown: 0 })
  })

  it('knows hubs, the primary link first, and what needs action', () => {
    expect([...shown.hubs]).toEqual(['900001'])
    expect(shown.linksOf('900002').map(({ id }) => id)).toEqual(['main', 'spare'])
    expect(shown.troubles.map(({ satker }) => satker.code)).toEqual(['900002'])
  })

  it('follows the network', () => {
    network.receive({
      type: 'changes',
      seq: 2,
      at: noon,
      links: [],
      outages: [],
      satker: [{ code: '900001', status: 'down' }],
    })
    expect(shown.counts).toMatchObject({ up: 0, down: 1 })
  })

  it.each([
    ['a province', { province: '31' }, ['900001']],
    ['a type', { type: 'kankemenag' as const }, ['900002', '900003']],
    ['both', { type: 'kankemenag' as const, province: '31' }, []],
  ])('is only what %s lets through, in the list and in the numbers', (_what, filter, codes) => {
    address.go(filter)
    expect(shown.satker.values().map(({ code }) => code)).toEqual(codes)
    const counted = Object.values(shown.counts).reduce((sum, count) => sum + count, 0)
    expect(counted).toBe(codes.filter((code) => code !== '900003').length)
  })

  it('is at a moment gone by what it was then, without numbers that were measured later', async () => {
    await past.load(noon - 1000)
    address.go({ at: noon - 700 })
    expect(shown.counts).toMatchObject({ up: 2, degraded: 0 })
    expect(shown.links.get('main')).toMatchObject({
      status: 'up',
      since: 1,
      condition: [],
      inBitsPerSecond: null,
      measuredAt: null,
    })
    address.amend({ at: noon - 400 })
    expect(shown.satker.get('900002')).toMatchObject({ status: 'degraded', since: noon - 500 })
    address.go({ at: null })
    expect(shown.links.get('main')?.condition).toEqual(['interface-down'])
  })

  it('knows what is in maintenance, now and at a moment gone by', () => {
    expect([...shown.inMaintenance]).toEqual(['900002'])
    address.go({ at: noon - 1 })
    expect([...shown.inMaintenance]).toEqual(['900001'])
  })

  it.each([
    ['yet to come', noon + 86_400_000, null],
    ['longer ago than anything is kept for this', 0, noon - 31 * 86_400_000 + 3_600_000],
  ])('takes a moment that is %s for the nearest that can be shown', (_what, asked, shownAt) => {
    address.go({ at: asked })
    expect(shown.at).toBe(shownAt)
  })

  it('is not known at a moment before what has come', async () => {
    await past.load(noon - 1000)
    address.go({ at: noon - 5000 })
    expect(shown.isKnown).toBe(false)
    address.go({ at: noon - 900 })
    expect(shown.isKnown).toBe(true)
  })

  it('tells an outage that went on while nobody watched since it began', () => {
    const gone = satkerOf('900002', { status: 'down', since: noon })
    expect(shown.sinceOf(gone)).toBe(noon)
    network.replaceOutages([
      {
        id: 1,
        link: 'main',
        satker: '900002',
        status: 'down',
        began: noon - 5000,
        ended: null,
        unwatchedMs: 1000,
        because: null,
        evidence: [],
      },
    ])
    expect(shown.sinceOf(gone)).toBe(noon - 5000)
    expect(shown.sinceOf({ ...gone, status: 'up' })).toBe(noon)
  })

  it('is unknown at a moment of which nothing has come yet', () => {
    address.go({ at: noon - 700 })
    expect(shown.counts).toMatchObject({ up: 0, unknown: 2 })
  })
})
