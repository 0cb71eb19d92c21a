import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SessionReading } from '../../domain/vpn-reading.ts'
import { integer, text, tlv } from '../../simulator/hostile/forge.ts'
import { fromTable, tableOf } from '../../simulator/hostile/table-agent.ts'
import { tags } from './ber.ts'
import { startWalkedRouter, vpnLink, type WalkedRouter } from './walks/walked-router.test-kit.ts'

const peer = '10.9.0.1'
const link = vpnLink({ kind: 'mpls', bgpPeer: peer }, 'wan0')
const bgp = '1.3.6.1.2.1.15'
const name = (column: number, of = peer): string => `${bgp}.3.1.${column}.${of}`

let router: WalkedRouter

beforeEach(async () => {
  router = await startWalkedRouter(tableOf(['wan0']))
  router.table.set(`${bgp}.2.0`, integer(65_000))
  setPeer(peer, 6, 3_600)
})
afterEach(() => router.close())

function setPeer(of: string, state: number, seconds: number): void {
  router.table.set(name(2, of), integer(state))
  router.table.set(name(3, of), integer(2))
  router.table.set(name(16, of), integer(seconds, tags.gauge32))
}

function takePeer(of: string): void {
  for (const column of [2, 3, 16]) router.table.delete(name(column, of))
}

async function session(version: '1' | '2c' = '2c'): Promise<SessionReading | null | undefined> {
  return (await router.read(link, version))?.session
}

const noPeer = { peer, state: null, isStopped: false, establishedSeconds: null }

describe('a BGP session', () => {
  it.each(['1', '2c'] as const)(
    'is read with the one GET of the visit, by SNMP version %s',
    async (version) => {
      await session(version)
      expect(await session(version)).toEqual({
        peer,
        state: 'established',
        isStopped: false,
        establishedSeconds: 3_600,
      })
      expect(router.requests.map(({ type }) => type)).toEqual([tags.getRequest])
    },
  )

  it('shows by its time that it was reset between two visits', async () => {
    expect(await session()).toMatchObject({ state: 'established', establishedSeconds: 3_600 })
    router.pass(60)
    router.table.set(name(16), integer(12, tags.gauge32))
    expect(await session()).toMatchObject({ state: 'established', establishedSeconds: 12 })
  })

  it('that somebody shut is told as such', async () => {
    setPeer(peer, 1, 0)
    router.table.set(name(3), integer(1))
    expect(await session()).toEqual({ peer, state: 'idle', isStopped: true, establishedSeconds: 0 })
  })

  it.each([
    [1, 'idle'],
    [2, 'connect'],
    [3, 'active'],
    [4, 'openSent'],
    [5, 'openConfirm'],
    [6, 'established'],
  ])('in state %i is %s, also where that comes as a Gauge32', async (number, state) => {
    router.table.set(name(2), integer(number, tags.gauge32))
    expect(await session()).toMatchObject({ state })
  })

  it.each([
    ['0', integer(0)],
    ['7', integer(7)],
    ['-1', integer(-1)],
    ['text', text('6')],
    ['nothing', tlv(tags.null)],
  ])('of which %s is said to be the state is not read', async (_, value) => {
    router.table.set(name(2), value)
    expect(await session()).toBeUndefined()
  })

  it.each([
    ['68 years', integer(2 ** 31, tags.gauge32)],
    ['less than nothing', integer(-5)],
    ['text', text('lama')],
  ])('has no time where that is %s', async (_, value) => {
    router.table.set(name(16), value)
    expect(await session()).toMatchObject({ state: 'established', establishedSeconds: null })
  })

  it('that the router no longer has is told as no peer of that address, until it has it again', async () => {
    expect(await session()).toMatchObject({ state: 'established' })
    takePeer(peer)
    expect(await session()).toEqual(noPeer)
    setPeer(peer, 6, 5)
    expect(await session()).toMatchObject({ state: 'established', establishedSeconds: 5 })
  })

  it('that an SNMPv1 router no longer has is asked for again after ten minutes', async () => {
    await session('1')
    takePeer(peer)
    expect(await session('1')).toEqual(noPeer)
    expect(await session('1')).toEqual(noPeer)
    expect(router.requests).toHaveLength(1)
    setPeer(peer, 6, 5)
    router.pass(600)
    await session('1')
    router.pass(60)
    expect(await session('1')).toMatchObject({ state: 'established' })
  })

  it('is not read of a router that knows nothing of BGP', async () => {
    const none = [2, 3, 16].map((column): [string, Buffer] => [name(column), tlv(tags.noSuchObject)])
    takePeer(peer)
    const asked = new Map([...router.table, ...none])
    router.play((request) => fromTable(request.type === tags.getRequest ? asked : router.table)(request))
    router.table.delete(`${bgp}.2.0`)
    const seen = await router.visit([link])
    expect([...seen.vpn]).toEqual([])
    expect(seen.found).toMatchObject({ sessions: [] })
  })

  it('with an IPv6 address is not asked for, since BGP4-MIB has none', async () => {
    const seen = await router.visit([vpnLink({ bgpPeer: '2001:db8::1' })])
    expect([...seen.vpn]).toEqual([])
  })
})
