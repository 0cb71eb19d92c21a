import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answer, integer, text, tlv } from '../../../simulator/hostile/forge.ts'
import { fromTable } from '../../../simulator/hostile/table-agent.ts'
import { tags } from '../ber.ts'
import { readWalk } from './snmprec.test-kit.ts'
import { moveRows, startWalkedRouter, vpnLink, type WalkedRouter } from './walked-router.test-kit.ts'

const tunnelEntry = '1.3.6.1.4.1.12356.101.12.2.2.1'
const status = `${tunnelEntry}.20`
const toCentre = { peer: '203.0.113.1', interface: 'ke-pusat' }

let router: WalkedRouter

beforeEach(async () => {
  router = await startWalkedRouter(readWalk('fortinet'))
})
afterEach(() => router.close())

describe('a FortiGate', () => {
  it('tells of its tunnel interface and of a gateway that has one phase 2 up', async () => {
    expect(await router.read(vpnLink(toCentre, 'wan1'))).toEqual({
      tunnels: [{ name: 'ke-pusat', found: true, operStatus: 'up', lastChangeCs: 0 }],
      ipsec: {
        by: 'fortinet',
        local: '198.51.100.20',
        remote: '203.0.113.1',
        isUp: true,
        activeSeconds: null,
      },
      session: null,
    })
  })

  it('tells of a gateway that is configured and down', async () => {
    expect(await router.read(vpnLink({ peer: '203.0.113.9', interface: 'ke-cadangan' }))).toMatchObject({
      tunnels: [{ operStatus: 'down' }],
      ipsec: { isUp: false, local: '198.51.100.24' },
    })
  })

  it('has two gateways, one who has dialled in, and two tunnels', async () => {
    const { found } = await router.visit()
    expect(found?.ipsec.map(({ remote, isUp }) => [remote, isUp])).toEqual([
      ['203.0.113.1', true],
      ['203.0.113.40', true],
      ['203.0.113.9', false],
    ])
    expect(found?.tunnels.map(({ name, operStatus }) => [name, operStatus])).toEqual([
      ['ke-pusat', 'up'],
      ['ke-cadangan', 'down'],
    ])
    expect(found?.sessions).toEqual([])
  })

  it('is up with one who has dialled in, and down once they are gone', async () => {
    const hub = vpnLink({ peer: '203.0.113.40' })
    expect(await router.read(hub)).toMatchObject({ ipsec: { isUp: true, local: null } })
    router.table.delete('1.3.6.1.4.1.12356.101.12.2.1.1.2.1')
    expect(await router.read(hub)).toMatchObject({ ipsec: { isUp: false } })
  })

  it('says nothing of a gateway with an IPv6 address, which its table cannot have', async () => {
    expect(await router.read(vpnLink({ peer: '2001:db8::1' }))).toBeUndefined()
  })

  it('has the same tunnel under another index', async () => {
    const before = await router.read(vpnLink(toCentre))
    moveRows(router.table, tunnelEntry, '1.1', '7.2')
    moveRows(router.table, tunnelEntry, '1.2', '7.1')
    expect(await router.read(vpnLink(toCentre))).toEqual(before)
  })

  it('is down with a gateway when all its phases 2 are, and when it has none', async () => {
    router.table.set(`${status}.1.1`, integer(1))
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: { isUp: false } })
    moveRows(router.table, tunnelEntry, '1.1', null)
    moveRows(router.table, tunnelEntry, '1.2', null)
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: { isUp: false, local: null } })
  })

  it('says nothing of a gateway whose status is missing or odd, and still knows the other', async () => {
    router.table.delete(`${status}.1.1`)
    router.table.set(`${status}.1.2`, text('up'))
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: null })
    expect(await router.read(vpnLink({ peer: '203.0.113.9' }))).toMatchObject({ ipsec: { isUp: false } })
    router.pass(600)
    expect((await router.visit()).found).toBeNull()
  })

  it('says nothing of a gateway of whose two phases 2 one is down and the other has an odd status', async () => {
    router.table.set(`${status}.1.1`, integer(1))
    router.table.set(`${status}.1.2`, integer(0))
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: null })
  })

  it.each([
    ['a tunnel', `${tunnelEntry}.4.1.1`],
    ['one who has dialled in', '1.3.6.1.4.1.12356.101.12.2.1.1.2.1'],
  ])('says nothing of a gateway that may be %s whose address it cannot read', async (_, oid) => {
    router.table.set(oid, text('?'))
    expect(await router.read(vpnLink({ peer: '203.0.113.77' }))).toBeUndefined()
    router.table.set(oid, tlv(tags.ipAddress, Buffer.alloc(4)))
    expect(await router.read(vpnLink({ peer: '203.0.113.77' }))).toMatchObject({ ipsec: { isUp: false } })
  })

  it('says nothing of a gateway where the walk was cut short', async () => {
    router.play((request) =>
      request.type !== tags.getRequest && request.oids[0]?.startsWith(status)
        ? [answer(request, [], { errorStatus: 5 })]
        : fromTable(router.table)(request),
    )
    expect(await router.read(vpnLink(toCentre))).toMatchObject({ ipsec: null, tunnels: [{ found: true }] })
  })
})
