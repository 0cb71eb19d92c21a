import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { integer, text } from '../../simulator/hostile/forge.ts'
import { tableOf } from '../../simulator/hostile/table-agent.ts'
import { tags } from './ber.ts'
import { columns, instance } from './mib.ts'
import { startWalkedRouter, vpnLink, type WalkedRouter } from './walks/walked-router.test-kit.ts'

const gone = { tunnels: [{ name: 'tun0', found: false, operStatus: null, lastChangeCs: null }] }
const link = vpnLink({ kind: 'gre', interface: 'tun0' }, 'wan0')

let router: WalkedRouter

beforeEach(async () => {
  router = await startWalkedRouter(tableOf(['lo', 'wan0', 'tun0']))
})
afterEach(() => router.close())

/** As a router does that makes the tunnel when it is wanted: it has another index each time. */
function makeTunnel(index: number): void {
  for (const [oid, value] of tableOf([...Array<null>(index - 1).fill(null), 'tun0']))
    if (!oid.startsWith('1.3.6.1.2.1.1.')) router.table.set(oid, value)
}

function takeTunnel(index: number): void {
  for (const oid of Object.values(columns)) router.table.delete(`${oid}.${index}`)
}

describe.each(['1', '2c'] as const)('a tunnel interface, asked by SNMP version %s', (version) => {
  it('is read with the one GET of the visit', async () => {
    await router.read(link, version)
    const seen = await router.visit([link], version)
    expect(seen.vpn.get('utama')).toEqual({
      tunnels: [{ name: 'tun0', found: true, operStatus: 'up', lastChangeCs: 500 }],
      ipsec: null,
      session: null,
    })
    expect(seen.interfaces.get('utama')).toMatchObject({ name: 'wan0' })
    expect(router.requests.map(({ type }) => type)).toEqual([tags.getRequest])
  })

  it('that went with its far end is told as gone in the same visit, and its link’s interface as ever', async () => {
    await router.read(link, version)
    takeTunnel(3)
    const seen = await router.visit([link], version)
    expect(seen.vpn.get('utama')).toMatchObject(gone)
    expect(seen.interfaces.get('utama')).toMatchObject({ name: 'wan0', operStatus: 'up' })
  })

  it('that came back with another index is found again a minute later', async () => {
    await router.read(link, version)
    takeTunnel(3)
    for (let minutes = 0; minutes < 15; minutes += 1) {
      router.pass(60)
      expect(await router.read(link, version)).toMatchObject(gone)
      if (minutes > 0) expect(router.hasWalked()).toBe(true)
    }
    makeTunnel(9)
    router.pass(60)
    expect(await router.read(link, version)).toMatchObject({ tunnels: [{ found: true, operStatus: 'up' }] })
  })

  it('that came back is found in the next visit of a router that counts its interfaces', async () => {
    const count = (interfaces: number) => router.table.set('1.3.6.1.2.1.2.1.0', integer(interfaces))
    count(3)
    await router.read(link, version)
    takeTunnel(3)
    count(2)
    await router.read(link, version)
    router.pass(5)
    expect(await router.read(link, version)).toMatchObject(gone)
    expect(router.hasWalked()).toBe(false)
    makeTunnel(9)
    count(3)
    router.pass(5)
    expect(await router.read(link, version)).toMatchObject({ tunnels: [{ found: true, operStatus: 'up' }] })
  })

  it('that is gone is not looked for in each of several visits within a minute', async () => {
    await router.read(link, version)
    takeTunnel(3)
    await router.read(link, version)
    router.pass(5)
    expect(await router.read(link, version)).toMatchObject(gone)
    expect(router.hasWalked()).toBe(false)
  })

  it('that was renumbered is read at its new index in the same visit', async () => {
    await router.read(link, version)
    takeTunnel(3)
    makeTunnel(5)
    router.table.set(instance('ifName', 3), text('lain'))
    router.table.set(instance('ifDescr', 3), text('lain'))
    router.table.set(instance('ifOperStatus', 3), integer(2))
    expect(await router.read(link, version)).toMatchObject({ tunnels: [{ found: true, operStatus: 'up' }] })
  })

  it('that never was is looked for every ten minutes', async () => {
    const never = vpnLink({ kind: 'gre', interface: 'tun7' })
    expect(await router.read(never, version)).toMatchObject({ tunnels: [{ name: 'tun7', found: false }] })
    router.pass(300)
    await router.read(never, version)
    expect(router.hasWalked()).toBe(false)
    router.pass(300)
    await router.read(never, version)
    expect(router.hasWalked()).toBe(true)
  })
})

it('a tunnel says nothing of its last change where that would be later than now', async () => {
  router.table.set(instance('ifLastChange', 3), integer(100_001, tags.timeTicks))
  expect(await router.read(link)).toMatchObject({ tunnels: [{ operStatus: 'up', lastChangeCs: null }] })
})

it('a link without tunnel, association and session is not among what was read', async () => {
  const seen = await router.visit([vpnLink({ kind: 'mpls' }, 'wan0')])
  expect([...seen.vpn]).toEqual([])
})
