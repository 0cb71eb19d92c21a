import { describe, expect, it } from 'vitest'
import type { Outage } from '../../collector/domain/outage.ts'
import type { LiveFrame } from '../../collector/serve/wire.ts'
import { linkOf, noon, satkerOf } from '../outages/network.test-kit.ts'
import { NetworkState } from './network.svelte.ts'

const snapshot = (seq: number): LiveFrame => ({
  type: 'snapshot',
  seq,
  at: noon,
  organisation: 'Kementerian Agama',
  timezone: 'Asia/Jayapura',
  synthetic: true,
  satker: [
    satkerOf('900001', { type: 'pusat', timezone: 'Asia/Jayapura' }),
    satkerOf('900002'),
    satkerOf('900003', { status: null, since: null }),
  ],
  links: [
    linkOf('spare', '900002', { role: 'backup', measuredAt: noon - 1 }),
    linkOf('main', '900002', { dependsOn: ['centre'] }),
    linkOf('centre', '900001', { measuredAt: null }),
  ],
  maintenance: [],
  outlines: null,
  rhythm: { sweepMs: 10_000, visitMs: 60_000 },
})
const changes = (seq: number, given: Partial<Extract<LiveFrame, { type: 'changes' }>> = {}): LiveFrame => ({
  type: 'changes',
  seq,
  at: noon,
  satker: [],
  links: [],
  outages: [],
  ...given,
})
const outage = (id: number, given: Partial<Outage> = {}): Outage => ({
  id,
  link: 'main',
  satker: '900002',
  status: 'down',
  began: noon,
  ended: null,
  unwatchedMs: 0,
  because: null,
  evidence: [],
  ...given,
})
const started = () => {
  const network = new NetworkState()
  network.receive(snapshot(1))
  return network
}

describe('the network', () => {
  it('is not known before the first snapshot', () => {
    const network = new NetworkState()
    expect(network.isKnown).toBe(false)
    expect(network.receive(changes(1))).toBe('hole')
    expect(network.isKnown).toBe(false)
  })

  it('knows the last measurement and the zone of the centre', () => {
    const network = started()
    expect(network.measuredAt).toBe(noon)
    expect(network.timezone).toBe('Asia/Jayapura')
  })

  it('lays changes over what it knew, by id', () => {
    const network = started()
    const frame = changes(2, {
      satker: [{ code: '900002', status: 'down', since: noon + 5 }],
      links: [{ id: 'main', status: 'down', condition: ['interface-down'] }],
    })
    expect(network.receive(frame)).toBe('applied')
    expect(network.satker.get('900002')).toMatchObject({ status: 'down', since: noon + 5 })
    expect(network.links.get('main')).toEqual(
      linkOf('main', '900002', { dependsOn: ['centre'], status: 'down', condition: ['interface-down'] }),
    )
  })

  it('has its statuses apart from what is merely measured, which comes a hundred times as often', () => {
    const network = started()
    const before = network.standing
    network.receive(changes(2, { links: [{ id: 'main', rttMs: 7, measuredAt: noon + 1 }] }))
    expect([network.standing, network.measuredAt]).toEqual([before, noon + 1])
    expect(network.links.get('main')?.rttMs).toBe(7)
    network.receive(changes(3, { links: [{ id: 'main', status: 'down' }] }))
    expect(network.standing.get('main')?.status).toBe('down')
  })

  it('counts a heartbeat, so that the change after it is no hole', () => {
    const network = started()
    expect(network.receive({ type: 'heartbeat', seq: 2, at: noon })).toBe('applied')
    expect(network.receive(changes(3))).toBe('applied')
  })

  it.each([3, 1, 0])(
    'applies nothing of a frame numbered %i after 1, and says that there is a hole',
    (seq) => {
      const network = started()
      expect(network.receive(changes(seq, { links: [{ id: 'main', status: 'down' }] }))).toBe('hole')
      expect(network.links.get('main')?.status).toBe('up')
    },
  )

  it('asks anew when something changed that it does not know, and keeps its old truth whole', () => {
    const network = started()
    const frame = changes(2, {
      satker: [{ code: '900002', status: 'down' }],
      links: [{ id: 'new', status: 'up' }],
    })
    expect(network.receive(frame)).toBe('hole')
    expect(network.satker.get('900002')?.status).toBe('up')
  })

  it('goes on from the number of a new snapshot', () => {
    const network = started()
    network.receive(changes(9))
    expect(network.receive(snapshot(10))).toBe('applied')
    expect(network.receive(changes(11))).toBe('applied')
  })

  it('wants a snapshot first on a new connection, and shows the old state until it comes', () => {
    const network = started()
    network.beginConnection()
    expect(network.receive(changes(1))).toBe('hole')
    expect(network.satker.size).toBe(3)
    expect(network.receive(snapshot(1))).toBe('applied')
  })

  it('keeps open outages and forgets those that ended', () => {
    const network = started()
    network.replaceOutages([outage(17)])
    expect(network.outages.get('main')?.id).toBe(17)
    network.receive(changes(2, { outages: [outage(16, { ended: noon })] }))
    expect(network.outages.size, 'another one ended').toBe(1)
    network.receive(changes(3, { outages: [outage(17, { ended: noon })] }))
    expect(network.outages.size).toBe(0)
  })
})
