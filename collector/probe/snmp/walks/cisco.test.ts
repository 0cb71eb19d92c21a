import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answer, integer, text } from '../../../simulator/hostile/forge.ts'
import { fromTable } from '../../../simulator/hostile/table-agent.ts'
import { tags } from '../ber.ts'
import { wantedLink } from '../wanted.test-kit.ts'
import { readWalk } from './snmprec.test-kit.ts'
import { moveRows, startWalkedRouter, vpnLink, type WalkedRouter } from './walked-router.test-kit.ts'

const tunnelEntry = '1.3.6.1.4.1.9.9.171.1.3.2.1'
const toCentre = { peer: '203.0.113.1', interface: 'Tunnel10', bgpPeer: '10.20.0.1' }

let router: WalkedRouter

beforeEach(async () => {
  router = await startWalkedRouter(readWalk('cisco'))
})
afterEach(() => router.close())

describe('a Cisco router', () => {
  it('tells of its tunnel, the oldest association with the gateway, and the session', async () => {
    expect(await router.read(vpnLink(toCentre, 'Gi0/0/0'))).toEqual({
      tunnels: [{ name: 'Tunnel10', found: true, operStatus: 'up', lastChangeCs: 863_400_000 }],
      ipsec: {
        by: 'cisco',
        local: '198.51.100.10',
        remote: '203.0.113.1',
        isUp: true,
        activeSeconds: 86_390,
      },
      session: { peer: '10.20.0.1', state: 'established', isStopped: false, establishedSeconds: 864_000 },
    })
  })

  it('is asked by one GET and one walk of each column once all is known', async () => {
    await router.visit([vpnLink(toCentre, 'Gi0/0/0')])
    await router.visit([vpnLink(toCentre, 'Gi0/0/0')])
    expect(router.requests.map(({ type }) => type)).toEqual([
      tags.getRequest,
      ...Array(4).fill(tags.getBulkRequest),
    ])
  })

  it('has all it has told at first sight, and again after ten minutes', async () => {
    const { found } = await router.visit()
    expect(found?.tunnels.map(({ name }) => name)).toEqual(['Tu10'])
    expect(found?.ipsec.map(({ remote, isUp }) => [remote, isUp])).toEqual([
      ['203.0.113.1', true],
      ['203.0.113.9', true],
    ])
    expect(found?.sessions.map(({ peer, state, isStopped }) => [peer, state, isStopped])).toEqual([
      ['10.20.0.1', 'established', false],
      ['10.20.0.5', 'idle', true],
    ])
    expect((await router.visit()).found).toBeNull()
    router.pass(600)
    expect((await router.visit()).found).toEqual(found)
  })

  it('has the same tunnel after a rekeying', async () => {
    const before = await router.read(vpnLink(toCentre))
    moveRows(router.table, tunnelEntry, 35_568, 41_002)
    moveRows(router.table, tunnelEntry, 35_570, 41_003)
    expect(await router.read(vpnLink(toCentre))).toEqual(before)
  })

  it('is up with a gateway as long as any association is', async () => {
    moveRows(router.table, tunnelEntry, 35_568, null)
    expect(await router.read(vpnLink(toCentre))).toMatchObject({
      ipsec: { isUp: true, activeSeconds: 1_200 },
    })
  })

  it('is down with a gateway that is not in the whole table', async () => {
    moveRows(router.table, tunnelEntry, 35_568, null)
    moveRows(router.table, tunnelEntry, 35_570, null)
    expect(await router.read(vpnLink(toCentre))).toMatchObject({
      ipsec: { by: 'cisco', local: null, remote: '203.0.113.1', isUp: false, activeSeconds: null },
    })
  })

  it('says nothing of a gateway that may be in a row which it cannot read, and still knows another', async () => {
    const other = vpnLink({ peer: '203.0.113.9' })
    for (const row of [35_568, 35_570])
      router.table.set(`${tunnelEntry}.5.${row}`, text(Buffer.from([1, 2, 3, 4, 5, 6, 7])))
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: null })
    expect(await router.read(other)).toMatchObject({ ipsec: { isUp: true } })
    for (const row of [35_568, 35_570]) router.table.set(`${tunnelEntry}.5.${row}`, text(Buffer.alloc(4)))
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: { isUp: false } })
  })

  it('is down with all gateways when the table is empty, but not when it is gone', async () => {
    await router.visit([vpnLink(toCentre)])
    for (const row of [35_568, 35_570, 35_571]) moveRows(router.table, tunnelEntry, row, null)
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: { isUp: false } })
    router.table.delete('1.3.6.1.4.1.9.9.171.1.3.1.1.0')
    expect(await router.read(vpnLink(toCentre))).toMatchObject({
      ipsec: null,
      session: { state: 'established' },
    })
  })

  it.each(['4', '5', '51'])(
    'says nothing of associations whose walk of column %s was cut short',
    async (column) => {
      router.play((request) =>
        request.type !== tags.getRequest && request.oids[0]?.startsWith(`${tunnelEntry}.${column}`)
          ? [
              answer(request, [
                [`${tunnelEntry}.${column}.35568`, integer(1)],
                [`${tunnelEntry}.${column}.35568`, integer(1)],
              ]),
            ]
          : fromTable(router.table)(request),
      )
      const seen = await router.visit([vpnLink(toCentre)])
      expect(seen.vpn.get('utama')).toMatchObject({ ipsec: null, session: { state: 'established' } })
      expect(seen.found).toBeNull()
    },
  )

  it('says nothing of associations whose walk ends in silence', async () => {
    await router.visit([vpnLink(toCentre)], '1')
    router.play((request) => (request.type === tags.getRequest ? fromTable(router.table)(request) : []))
    const seen = await router.read(vpnLink(toCentre), '1')
    expect(seen).toMatchObject({ ipsec: null, session: { state: 'established' } })
  })

  it('keeps 512 associations of more, and says nothing of a gateway that is not among them', async () => {
    const rows = Array.from({ length: 520 }, (_, at) => `${tunnelEntry}.5.${at + 1}`)
    for (const oid of rows) router.table.set(oid, text(Buffer.from([203, 0, 113, 9])))
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: null })
    expect(await router.read(vpnLink({ peer: '203.0.113.9' }))).toMatchObject({ ipsec: { isUp: true } })
  })

  it('tells two links to one gateway apart by their own ends', async () => {
    router.table.set(`${tunnelEntry}.4.35570`, text(Buffer.from([198, 51, 100, 14])))
    const one = { vpn: vpnLink(toCentre).vpn, endpoint: '198.51.100.10' }
    const both = [
      wantedLink('utama', null, one),
      wantedLink('cadangan', null, { ...one, endpoint: '198.51.100.14' }),
    ]
    expect((await router.visit(both)).vpn.get('utama')?.ipsec?.local).toBe('198.51.100.10')
    moveRows(router.table, tunnelEntry, 35_570, null)
    const { vpn } = await router.visit(both)
    expect([vpn.get('utama')?.ipsec?.isUp, vpn.get('cadangan')?.ipsec?.isUp]).toEqual([true, false])
  })

  it('is read by SNMPv1 too', async () => {
    expect(await router.read(vpnLink(toCentre, 'Gi0/0/0'), '1')).toMatchObject({
      tunnels: [{ found: true, operStatus: 'up' }],
      ipsec: { isUp: true, activeSeconds: 86_390 },
      session: { state: 'established' },
    })
  })
})
