import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tags } from '../ber.ts'
import { readWalk } from './snmprec.test-kit.ts'
import { startWalkedRouter, vpnLink, type WalkedRouter } from './walked-router.test-kit.ts'

let router: WalkedRouter

beforeEach(async () => {
  router = await startWalkedRouter(readWalk('mikrotik'))
})
afterEach(() => router.close())

describe('a MikroTik router', () => {
  it('tells of its tunnel interface, and nothing of IPsec, for which it has no table', async () => {
    const link = vpnLink({ peer: '203.0.113.1', interface: 'gre-pusat' }, 'ether1')
    const expected = {
      tunnels: [{ name: 'gre-pusat', found: true, operStatus: 'up', lastChangeCs: 119_000_000 }],
      ipsec: null,
      session: null,
    }
    expect(await router.read(link)).toEqual(expected)
    expect(await router.read(link)).toEqual(expected)
    expect(router.requests.map(({ type }) => type)).toEqual([tags.getRequest])
  })

  it('is not asked for its table of BGP peers, even if it has one', async () => {
    router.table.set('1.3.6.1.2.1.15.2.0', Buffer.from([tags.integer, 1, 5]))
    expect((await router.visit()).found).toMatchObject({
      tunnels: [{ name: 'gre-pusat' }],
      ipsec: [],
      sessions: [],
    })
    expect(
      router.requests.flatMap(({ oids }) => oids).filter((oid) => oid.startsWith('1.3.6.1.2.1.15.3')),
    ).toEqual([])
  })
})
