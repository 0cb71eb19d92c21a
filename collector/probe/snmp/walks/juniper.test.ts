import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answer, text } from '../../../simulator/hostile/forge.ts'
import { fromTable } from '../../../simulator/hostile/table-agent.ts'
import { tags } from '../ber.ts'
import { readWalk } from './snmprec.test-kit.ts'
import { moveRows, startWalkedRouter, vpnLink, type WalkedRouter } from './walked-router.test-kit.ts'

const flow = '1.3.6.1.4.1.2636.3.52.1'
const localOfTunnel = `${flow}.2.2.1.5`
const toCentre = { peer: '203.0.113.1', interface: 'st0.0', bgpPeer: '10.30.0.1' }

let router: WalkedRouter

beforeEach(async () => {
  router = await startWalkedRouter(readWalk('juniper'))
})
afterEach(() => router.close())

describe('a Juniper router', () => {
  it('tells of its tunnel, the association since its phase 1, and the session', async () => {
    expect(await router.read(vpnLink(toCentre, 'ge-0/0/0.0'))).toEqual({
      tunnels: [{ name: 'st0.0', found: true, operStatus: 'up', lastChangeCs: 258_000_000 }],
      ipsec: {
        by: 'juniper',
        local: '198.51.100.30',
        remote: '203.0.113.1',
        isUp: true,
        activeSeconds: 258_000,
      },
      session: { peer: '10.30.0.1', state: 'established', isStopped: false, establishedSeconds: 259_000 },
    })
  })

  it('is down with a gateway that it only negotiates with', async () => {
    expect(await router.read(vpnLink({ peer: '203.0.113.9' }))).toMatchObject({
      ipsec: { local: '198.51.100.30', isUp: false, activeSeconds: null },
    })
    expect((await router.visit()).found).toBeNull()
    router.pass(600)
    expect((await router.visit()).found?.ipsec.map(({ remote, isUp }) => [remote, isUp])).toEqual([
      ['203.0.113.1', true],
      ['203.0.113.9', false],
    ])
  })

  it('has the same tunnel after a rekeying of both phases', async () => {
    const before = await router.read(vpnLink(toCentre))
    moveRows(router.table, flow, '131073', '131090')
    moveRows(router.table, flow, '5611', '5702')
    expect(await router.read(vpnLink(toCentre))).toEqual(before)
  })

  it('is down with a gateway of which both tables have nothing', async () => {
    moveRows(router.table, flow, '131073', null)
    moveRows(router.table, flow, '5611', null)
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: { local: null, isUp: false } })
  })

  it('is up while phase 2 is, also when phase 1 has gone', async () => {
    moveRows(router.table, flow, '5611', null)
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: { isUp: true, activeSeconds: null } })
  })

  it('tells of a gateway with an IPv6 address, and of one whose index has no length', async () => {
    const v6 = [0x20, 0x01, 0x0d, 0xb8, ...Array<number>(11).fill(0), 1]
    router.table.set(`${localOfTunnel}.2.16.${v6.join('.')}.131074`, text(Buffer.from(v6)))
    router.table.set(`${localOfTunnel}.1.203.0.113.77.131075`, text(Buffer.from([198, 51, 100, 30])))
    expect(await router.read(vpnLink({ peer: '2001:db8::1' }))).toMatchObject({ ipsec: { isUp: true } })
    expect(await router.read(vpnLink({ peer: '203.0.113.77' }))).toMatchObject({ ipsec: { isUp: true } })
  })

  it.each(['1.4.203.0.113.300.1', '1.4.203.0.1', '16.3.97.98.99.1', '1'])(
    'says nothing of a gateway that may be the one in the index %s, which is no address',
    async (index) => {
      router.table.set(`${localOfTunnel}.${index}`, text(Buffer.from([198, 51, 100, 30])))
      expect((await router.visit([vpnLink({ peer: '203.0.113.9' })])).found).toBeNull()
      expect(await router.read(vpnLink({ peer: '203.0.113.9' }))).toBeUndefined()
      expect(await router.read(vpnLink({ peer: '203.0.113.77' }))).toBeUndefined()
      expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: { isUp: true } })
    },
  )

  it('passes over an index without an address, of which it waits for whoever comes', async () => {
    router.table.set(`${localOfTunnel}.1.4.0.0.0.0.9`, text(Buffer.from([198, 51, 100, 30])))
    expect(await router.read(vpnLink({ peer: '203.0.113.77' }))).toMatchObject({ ipsec: { isUp: false } })
  })

  it.each([localOfTunnel, `${flow}.1.2.1.6`, `${flow}.1.2.1.21`])(
    'says nothing where the walk of %s was cut short',
    async (column) => {
      router.play((request) =>
        request.type !== tags.getRequest && request.oids[0]?.startsWith(column)
          ? [answer(request, [], { errorStatus: 5 })]
          : fromTable(router.table)(request),
      )
      expect(await router.read(vpnLink(toCentre))).toMatchObject({
        ipsec: null,
        session: { state: 'established' },
      })
    },
  )
})
