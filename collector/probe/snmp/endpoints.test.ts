import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answer, integer, text, type Varbind } from '../../simulator/hostile/forge.ts'
import type { Request } from '../../simulator/hostile/hostile-agent.ts'
import { fromTable, tableOf } from '../../simulator/hostile/table-agent.ts'
import { tags } from './ber.ts'
import { instance, system } from './mib.ts'
import { moveRows, startWalkedRouter, vpnLink, type WalkedRouter } from './walks/walked-router.test-kit.ts'
import { wantedLink } from './wanted.test-kit.ts'

const bgp = '1.3.6.1.2.1.15'
const link = vpnLink(null, 'wan0')

let router: WalkedRouter

beforeEach(async () => {
  router = await startWalkedRouter(tableOf(['lo', 'wan0', 'tun0']))
  for (const [index, type] of [24, 6, 131].entries())
    router.table.set(instance('ifType', index + 1), integer(type))
  router.table.set(`${bgp}.2.0`, integer(65_000))
  setPeer('10.9.0.1')
})
afterEach(() => router.close())

function setPeer(peer: string, state = 6): void {
  router.table.set(`${bgp}.3.1.2.${peer}`, integer(state))
  router.table.set(`${bgp}.3.1.3.${peer}`, integer(2))
  router.table.set(`${bgp}.3.1.16.${peer}`, integer(77, tags.gauge32))
}

describe.each(['1', '2c'] as const)('what is found on a router, asked by SNMP version %s', (version) => {
  it('is read for its only link from the next visit on, with the one GET', async () => {
    const first = await router.visit([link], version)
    expect(first.found).toEqual({
      tunnels: [
        { name: version === '1' ? 'antarmuka 3' : 'tun0', found: true, operStatus: 'up', lastChangeCs: 500 },
      ],
      ipsec: [],
      sessions: [{ peer: '10.9.0.1', state: 'established', isStopped: false, establishedSeconds: 77 }],
    })
    await router.visit([link], version)
    const seen = await router.visit([link], version)
    expect(seen.found).toBeNull()
    expect(seen.vpn.get('utama')).toMatchObject({
      tunnels: [{ found: true, operStatus: 'up' }],
      session: { peer: '10.9.0.1', state: 'established' },
    })
    expect(router.requests.map(({ type }) => type)).toEqual([tags.getRequest])
  })

  it('is told from when it was first seen up, though it was down when it was found', async () => {
    router.table.set(instance('ifOperStatus', 3), integer(2))
    setPeer('10.9.0.1', 3)
    for (const _ of [1, 2, 3]) expect((await router.visit([link], version)).vpn.size).toBe(0)
    setPeer('10.9.0.1')
    const session = { peer: '10.9.0.1', state: 'established' }
    expect(await router.read(link, version)).toMatchObject({ tunnels: [], session })
    setPeer('10.9.0.1', 1)
    router.table.set(instance('ifOperStatus', 3), integer(1))
    expect(await router.read(link, version)).toMatchObject({
      tunnels: [{ operStatus: 'up' }],
      session: { state: 'idle' },
    })
    expect(router.hasWalked()).toBe(false)
  })

  it('is still the link’s when it is down, and when it is gone', async () => {
    for (const _ of [1, 2]) await router.visit([link], version)
    router.table.set(instance('ifOperStatus', 3), integer(2))
    setPeer('10.9.0.1', 1)
    const down = { tunnels: [{ found: true, operStatus: 'down' }], session: { state: 'idle' } }
    expect(await router.read(link, version)).toMatchObject(down)
    router.pass(600)
    expect(await router.read(link, version)).toMatchObject(down)
    moveRows(router.table, '1.3.6.1.2.1', 3, null)
    router.pass(600)
    expect(await router.read(link, version)).toMatchObject({ tunnels: [{ found: false }] })
  })

  it.each(['tun0', 'antarmuka 3', 'ke tun0'])(
    'is not the access of a link that is named %s',
    async (name) => {
      const access = wantedLink('utama', name)
      expect((await router.visit([access], version)).found?.tunnels).toHaveLength(1)
      expect((await router.visit([access], version)).vpn.get('utama')).toMatchObject({ tunnels: [] })
    },
  )

  it('is told whether a link names it or not, and given to none of several', async () => {
    const wanted = [wantedLink('utama', 'wan0'), wantedLink('cadangan', null)]
    expect((await router.visit(wanted, version)).found).toMatchObject({ tunnels: [{}], sessions: [{}] })
    expect([...(await router.visit(wanted, version)).vpn]).toEqual([])
  })
})

describe('the search', () => {
  it('is made again after a restart', async () => {
    await router.visit([link])
    router.table.set(system.sysUpTime, integer(500, tags.timeTicks))
    expect((await router.visit([link])).found).not.toBeNull()
  })

  it('takes an interface without a type of its own for a tunnel where it is named as one', async () => {
    for (const [index, name] of ['tun7', 'wg0', 'tunggal', 'eth0', 'VoIP-Null0'].entries()) {
      router.table.set(instance('ifType', 10 + index), integer(1))
      router.table.set(instance('ifName', 10 + index), text(name))
    }
    expect((await router.visit()).found?.tunnels.map(({ name }) => name)).toEqual(['tun0', 'tun7', 'wg0'])
  })

  it('names an interface by ifDescr where it has no ifName', async () => {
    router.table.set(instance('ifName', 3), text(''))
    expect((await router.visit()).found?.tunnels).toMatchObject([{ name: 'antarmuka 3' }])
  })

  it('keeps control characters out of what it found', async () => {
    router.table.set(instance('ifName', 3), text('tun\u001b[31m0\n'))
    expect((await router.visit()).found?.tunnels[0]?.name).toMatch(/^tun\P{Cc}*31m0\P{Cc}*$/u)
  })

  it('does not ask for tables of which a router says that it has none', async () => {
    router.table.delete(`${bgp}.2.0`)
    expect((await router.visit()).found?.sessions).toEqual([])
    expect(router.requests.flatMap(({ oids }) => oids).some((oid) => oid.startsWith(`${bgp}.3`))).toBe(false)
  })

  it('finds nothing on a router that has ten thousand sessions, and asks for few of them', async () => {
    router.play(endless(`${bgp}.3.1.2`, (row) => `10.${row >> 16}.${(row >> 8) & 255}.${row & 255}`, 10_000))
    expect((await router.visit([link])).found).toBeNull()
    expect(router.requests.length).toBeLessThan(30)
    expect((await router.visit([link])).vpn.size).toBe(0)
  })

  it('finds 256 sessions, and of a router that has more what its links name', async () => {
    for (let row = 1; row < 256; row += 1) setPeer(`10.9.1.${row}`)
    expect((await router.visit([link])).found?.sessions).toHaveLength(256)
    setPeer('10.9.2.1')
    router.pass(600)
    const hub = vpnLink({ bgpPeer: '10.9.2.1', interface: 'tun0' }, 'wan0')
    const seen = await router.visit([hub])
    expect(seen.found).toBeNull()
    expect(seen.vpn.get('utama')).toMatchObject({
      session: { state: 'established' },
      tunnels: [{ found: true }],
    })
  })

  it.each([
    [256, 256, 256],
    [257, 0, null],
    [1, 257, null],
  ])('with %i tunnels beside %i interfaces of no type finds %s', async (tunnels, unclear, finds) => {
    const names = Array.from({ length: tunnels + unclear }, (_, at) => `antar${at}`)
    for (const [oid, value] of tableOf(names)) router.table.set(oid, value)
    for (const at of names.keys())
      router.table.set(instance('ifType', at + 1), integer(at < tunnels ? 131 : 1))
    const named = vpnLink({ interface: names[tunnels - 1]! })
    const seen = await router.visit([named])
    expect(seen.found?.tunnels.length ?? null).toBe(finds)
    expect(seen.vpn.get('utama')).toMatchObject({ tunnels: [{ found: true, operStatus: 'up' }] })
  })

  it.each([131, 1])('is not taken for whole in a table without end, of type %i', async (type) => {
    router.play(endless('1.3.6.1.2.1.2.2.1.3', String, 10_000, type))
    expect((await router.visit([link])).found).toBeNull()
    expect(router.requests.length).toBeLessThan(30)
    expect((await router.visit([link])).vpn.size).toBe(0)
  })

  it('keeps what was the link’s while it cannot read one of two sessions, and finds nothing', async () => {
    for (const _ of [1, 2]) await router.visit([link])
    setPeer('10.9.0.2', 0)
    router.pass(600)
    expect((await router.visit([link])).found).toBeNull()
    expect(await router.read(link)).toMatchObject({ session: { peer: '10.9.0.1', state: 'established' } })
  })

  it('comes to an end in a table without end, finds nothing by it, and is not made again at once', async () => {
    let index = 0
    router.play((request) =>
      request.type === tags.getRequest
        ? fromTable(router.table)(request)
        : [answer(request, [[instance('ifType', (index += 1)), integer(131)]])],
    )
    const wanted = vpnLink({ interface: 'tun0' })
    expect((await router.visit([wanted])).found).toBeNull()
    expect(router.requests.length).toBeLessThan(210)
    await router.visit([wanted])
    expect(router.hasWalked()).toBe(false)
  })

  it('costs no more where SNMPv1 refuses all that was found', async () => {
    for (let index = 10; index < 210; index += 1) router.table.set(instance('ifType', index), integer(131))
    expect((await router.visit([link], '1')).found).toBeNull()
    expect(router.requests.length).toBeLessThan(220)
  })

  it('comes to an end where SNMPv1 slowly refuses one name after the other, and keeps what that taught', async () => {
    const peers = ['10.9.1.1', '10.9.1.2', '10.9.1.3', '10.9.1.4']
    const wanted = peers.map((bgpPeer, at) => ({ ...vpnLink({ bgpPeer }), link: `l${at}` }))
    router.play((request) => {
      router.pass(3)
      return fromTable(router.table)(request)
    })
    await expect(router.visit(wanted, '1')).rejects.toThrow('no-such-object')
    expect(router.requests.length).toBeLessThan(10)
    await expect(router.visit(wanted, '1')).resolves.toMatchObject({ vpn: { size: 4 } })
  })

  it('finds nothing where a table goes round in a circle', async () => {
    const circle: Varbind[] = [
      [`${bgp}.3.1.2.10.9.0.1`, integer(6)],
      [`${bgp}.3.1.2.10.9.0.2`, integer(6)],
      [`${bgp}.3.1.2.10.9.0.1`, integer(6)],
    ]
    router.play((request) =>
      request.oids[0]?.startsWith(`${bgp}.3.1.2`)
        ? [answer(request, circle)]
        : fromTable(router.table)(request),
    )
    expect((await router.visit([link])).found).toBeNull()
    expect([...(await router.visit([link])).vpn]).toEqual([])
  })
})

/** A router whose one column has so many rows; all else is as in its table. */
function endless(column: string, index: (row: number) => string, rows: number, value = 6) {
  let row = 0
  return (request: Request): Buffer[] => {
    const isOf = request.type !== tags.getRequest && request.oids[0]?.startsWith(column)
    if (!isOf) return fromTable(router.table)(request)
    if (request.oids[0] === column) row = 0
    const most = Math.min(25, rows - row)
    const varbinds = Array.from({ length: most }, (): Varbind => [
      `${column}.${index((row += 1))}`,
      integer(value),
    ])
    return most > 0 ? [answer(request, varbinds)] : [answer(request, [[`${column}9`, integer(0)]])]
  }
}
