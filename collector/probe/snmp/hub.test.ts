import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Visit } from '../../domain/reading.ts'
import { integer, text, tlv } from '../../simulator/hostile/forge.ts'
import { fromTable, tableOf } from '../../simulator/hostile/table-agent.ts'
import { tags } from './ber.ts'
import { instance } from './mib.ts'
import type { WantedLink } from './visit.ts'
import { startWalkedRouter, vpnLink, type WalkedRouter } from './walks/walked-router.test-kit.ts'

const spokes = Array.from({ length: 64 }, (_, at) => at + 1)
const bgp = '1.3.6.1.2.1.15'
const tunnelEntry = '1.3.6.1.4.1.9.9.171.1.3.2.1'
/** Beside the answer itself: UDP, IP, and what SNMPv3 puts around it; of 1,400 that a tunnel carries whole. */
const around = 28 + 170
const datagram = 1_400

/** A hub of 64 spokes, each with a line, a tunnel, an association and a session. */
const hub: WantedLink[] = spokes.map((spoke) => ({
  ...vpnLink(
    { peer: `203.0.213.${spoke}`, interface: `Tunnel10${spoke}`, bgpPeer: `203.0.214.${spoke}` },
    `GigabitEthernet0/0/${spoke}`,
    `203.0.215.${spoke}`,
  ),
  link: `l${spoke}`,
}))

let router: WalkedRouter
let largest: number

beforeEach(async () => {
  const names = spokes.flatMap((spoke) => [`GigabitEthernet0/0/${spoke}`, `Tunnel10${spoke}`])
  router = await startWalkedRouter(tableOf(names))
  router.table.set('1.3.6.1.2.1.1.2.0', tlv(tags.oid, Buffer.from([0x2b, 6, 1, 4, 1, 9, 1])))
  router.table.set('1.3.6.1.4.1.9.9.171.1.3.1.1.0', integer(64, tags.gauge32))
  router.table.set(`${bgp}.2.0`, integer(65_000))
  for (const [at, name] of names.entries())
    router.table.set(instance('ifType', at + 1), integer(name.startsWith('Tunnel') ? 131 : 6))
  for (const spoke of spokes) {
    for (const [column, value] of Object.entries({ 2: 6, 3: 2, 16: 2 ** 30 }))
      router.table.set(`${bgp}.3.1.${column}.203.0.214.${spoke}`, integer(value))
    router.table.set(`${tunnelEntry}.4.${spoke}`, text(Buffer.from([198, 51, 100, 1])))
    router.table.set(`${tunnelEntry}.5.${spoke}`, text(Buffer.from([203, 0, 213, spoke])))
    router.table.set(`${tunnelEntry}.10.${spoke}`, integer(100_000))
    router.table.set(`${tunnelEntry}.51.${spoke}`, integer(1))
  }
  largest = 0
  router.play((request) => {
    const answers = fromTable(router.table)(request)
    for (const { length } of answers) largest = Math.max(largest, length)
    return answers
  })
})
afterEach(() => router.close())

function told(seen: Visit): number {
  return [...seen.vpn.values()].filter(
    ({ tunnels, ipsec, session }) => tunnels[0]?.operStatus && ipsec && session?.state,
  ).length
}

describe('a hub of 64 spokes', () => {
  it('is read in few questions, of which no answer is cut in pieces', async () => {
    expect(told(await router.visit(hub))).toBe(64)
    expect(told(await router.visit(hub))).toBe(64)
    expect(router.requests.length).toBeLessThan(45)
    expect(largest + around).toBeLessThanOrEqual(datagram)
  })

  it('is read in few questions also when all its tunnels are down', async () => {
    await router.visit(hub)
    for (const spoke of spokes) router.table.set(instance('ifOperStatus', spoke * 2), integer(2))
    const seen = await router.visit(hub)
    expect(told(seen)).toBe(64)
    expect(seen.vpn.get('l1')).toMatchObject({ tunnels: [{ operStatus: 'down' }], ipsec: { isUp: true } })
    expect(router.requests.length).toBeLessThan(60)
  })
})
