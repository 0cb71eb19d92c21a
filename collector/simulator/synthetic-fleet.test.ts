import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadNetwork } from '../config/load-network.ts'
import { depths } from '../domain/dependency.ts'
import type { Network } from '../domain/network.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import { silentLog } from '../log.ts'
import { createSnmpProbe } from '../probe/snmp/snmp-probe.ts'
import { wantedLink } from '../probe/snmp/wanted.test-kit.ts'
import type { FleetOrder } from './fleet-order.ts'
import { fleetYaml } from './fleet-yaml.ts'
import { freePorts } from './sample-manager.test-kit.ts'
import { createSimulator } from './simulator.ts'
import { syntheticFleet } from './synthetic-fleet.ts'

const usual = { seed: 1446, port: 16_100, planned: 0 }
const sizes = [4, 46, 549, 550, 551, 12_000]

function yamlOf(order: FleetOrder): string {
  return [...fleetYaml(syntheticFleet(order), order)].join('\n')
}

async function load(order: FleetOrder): Promise<{ network: Network; access: Map<string, SnmpAccess> }> {
  const folder = mkdtempSync(join(tmpdir(), 'satker-fleet-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'devices.yaml')
  writeFileSync(file, yamlOf(order))
  const result = await loadNetwork(file)
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5)))
  return result
}

function countBy<T>(list: readonly T[], keyOf: (one: T) => string): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(list, keyOf)].map(([key, some]) => [key, some.length]))
}

test.each(sizes)(
  'a fleet of %i satker loads without a problem, and is that many',
  async (satker) => {
    const { network } = await load({ ...usual, satker })
    expect(network.satker).toHaveLength(satker)
    expect(network.synthetic).toBe(true)
    expect(network.simulator.enabled).toBe(true)
    expect(network.routers.every(({ address }) => address.startsWith('127.'))).toBe(true)
  },
  60_000,
)

test('550 satker are the VPN-IP of the whole country', async () => {
  const { network } = await load({ ...usual, satker: 550 })
  expect(countBy(network.satker, ({ type }) => type)).toEqual({ pusat: 2, kanwil: 34, kankemenag: 514 })
  expect(countBy(network.satker, ({ timezone }) => timezone)).toEqual({
    'Asia/Jakarta': 321,
    'Asia/Makassar': 162,
    'Asia/Jayapura': 67,
  })
  const offices = new Set(network.satker.filter(({ type }) => type === 'kankemenag').map(({ code }) => code))
  const first = network.links.filter(({ satker, role }) => offices.has(satker) && role === 'primary')
  expect(countBy(first, ({ medium }) => medium)).toEqual({ fiber: 403, radio: 90, vsat: 21 })
  expect(network.links.length).toBeGreaterThan(820)
  expect(network.links.length).toBeLessThan(880)
})

test('all but the hubs are a VPN: cable and radio with a session, what goes over the open market through a tunnel', async () => {
  const { network } = await load({ ...usual, satker: 1_200 })
  const typeOf = new Map(network.satker.map(({ code, type }) => [code, type]))
  const kinds = network.links.map(({ satker, medium, vpn }) => {
    const named = [vpn?.interface && 'tunnel', vpn?.bgpPeer && 'session', vpn?.peer && 'gateway'].filter(
      Boolean,
    )
    const isSmall = ['kua', 'madrasah'].includes(typeOf.get(satker)!)
    const owner = typeOf.get(satker) === 'pusat' ? 'hub' : isSmall ? 'small' : 'office'
    return `${owner} ${medium}: ${[vpn?.kind, ...named].join(' ')}`
  })
  expect([...new Set(kinds)].toSorted()).toEqual([
    'hub fiber: ',
    'office cellular: ipsec tunnel',
    'office fiber: mpls session',
    'office radio: mpls session',
    'office vsat: gre tunnel session',
    'small cellular: ipsec tunnel',
    'small fiber: ipsec tunnel',
    'small radio: mpls session',
    'small vsat: gre tunnel session',
  ])
})

test('no router has the same BGP peer twice', async () => {
  const { network } = await load({ ...usual, satker: 1_200 })
  const peers = network.links.flatMap(({ router, vpn }) => (vpn?.bgpPeer ? `${router} ${vpn.bgpPeer}` : []))
  expect(new Set(peers).size).toBe(peers.length)
})

test('beyond them come KUA and madrasah, all over the country', () => {
  const small = syntheticFleet({ ...usual, satker: 1_200 }).filter(({ type }) => /kua|madrasah/.test(type))
  expect(countBy(small, ({ type }) => type)).toEqual({ kua: 514, madrasah: 136 })
  expect(new Set(small.filter(({ type }) => type === 'madrasah').map(({ province }) => province)).size).toBe(
    38,
  )
})

test.each(sizes)('in a fleet of %i no code, address or name comes twice', (satker) => {
  const fleet = syntheticFleet({ ...usual, satker })
  expect(fleet.filter(({ code }) => !/^9\d{5}$/.test(code))).toEqual([])
  expect(new Set(fleet.map(({ code }) => code)).size).toBe(satker)
  expect(new Set(fleet.map(({ address }) => address)).size).toBe(satker)
  expect(new Set(fleet.map(({ name }) => name)).size).toBe(satker)
})

test('every location is in Indonesia, and only a few are missing', () => {
  const fleet = syntheticFleet({ ...usual, satker: 12_000 })
  const located = fleet.flatMap(({ location }) => (location ? [location] : []))
  const isOutside = ([latitude, longitude]: [number, number]) =>
    latitude < -11.1 || latitude > 6.1 || longitude < 94.9 || longitude > 141.1
  expect(located.filter(isOutside)).toEqual([])
  expect(fleet.length - located.length).toBeGreaterThan(20)
  expect(fleet.length - located.length).toBeLessThan(120)
})

test('a Kankemenag hangs on its Kanwil, that on the hubs, and they on nothing', async () => {
  const { network } = await load({ ...usual, satker: 600 })
  const typeOf = new Map(network.satker.map(({ code, type }) => [code, type]))
  const ownerOf = new Map(network.links.map(({ id, satker }) => [id, satker]))
  const ways = network.links.map(({ satker, dependsOn }) => {
    const parents = new Set(dependsOn.map((id) => typeOf.get(ownerOf.get(id)!)))
    return `${typeOf.get(satker)} on ${[...parents].join()}`
  })
  expect([...new Set(ways)].toSorted()).toEqual([
    'kankemenag on kanwil',
    'kanwil on pusat',
    'kua on pusat',
    'pusat on ',
  ])
  const deep = depths(network.links)
  expect(Math.max(...network.links.map(({ id }) => deep.get(id)!))).toBe(2)
})

test('the Kanwil of Papua serves the new provinces around it', () => {
  const fleet = syntheticFleet({ ...usual, satker: 550 })
  const behind = (name: string) => fleet.find((one) => one.name === name)!.behind
  expect(behind('Kankemenag Kab. Merauke')).toBe('910091')
  expect(behind('Kankemenag Kota Sorong')).toBe('910092')
})

test('who waits for a line has none, and is said to be planned', async () => {
  for (const satker of [60, 555]) {
    const { network } = await load({ ...usual, satker, planned: 7 })
    const planned = network.satker.filter(({ connection }) => connection === 'planned')
    expect(planned).toHaveLength(7)
    const joined = new Set(network.links.map((link) => link.satker))
    expect(planned.filter(({ code }) => joined.has(code))).toEqual([])
    expect(joined.size).toBe(satker - 7)
  }
})

test('the same seed makes the same fleet, another one another', () => {
  const order = { ...usual, satker: 700 }
  expect(yamlOf(order)).toBe(yamlOf(order))
  expect(yamlOf({ ...order, seed: 7 })).not.toBe(yamlOf(order).replaceAll('1446', '7'))
})

// Elsewhere than on Linux only 127.0.0.1 is there by itself.
test.skipIf(process.platform !== 'linux')(
  'the simulator plays it: every router answers over real SNMP as who it is',
  async () => {
    const [port = 0] = await freePorts(1)
    const loaded = await load({ ...usual, satker: 60, port })
    const network = { ...loaded.network, simulator: { ...loaded.network.simulator, outages: false } }
    const clock = { now: () => Date.now(), monotonicMs: () => performance.now() }
    const simulator = createSimulator({ network, access: loaded.access, clock, log: silentLog })
    await simulator.start()
    const probe = createSnmpProbe({ clock })
    onTestFinished(async () => {
      await probe.close()
      await simulator.stop()
    })
    const answers = await Promise.all(
      network.routers.map(async (router) => {
        const links = network.links.filter((link) => link.router === router.id)
        const wanted = links.map(({ id, interface: name, vpn, endpoint }) =>
          wantedLink(id, name, { vpn, endpoint }),
        )
        const answer = await probe.visit({ router, access: loaded.access.get(router.id)! }, wanted)
        if (!answer.ok) return `${router.id}: ${answer.why}`
        const { identity, interfaces, vpn } = answer.value
        const layersOf = (id: string) => [
          interfaces.get(id)?.operStatus,
          ...(vpn.get(id)?.tunnels.map(({ operStatus }) => `tunnel ${operStatus}`) ?? []),
          ...(vpn.get(id)?.session ? [vpn.get(id)?.session?.state] : []),
        ]
        return [identity?.sysName, ...links.flatMap(({ id }) => layersOf(id))].join(' ')
      }),
    )
    expect(answers).toEqual(
      network.routers.map(({ id }) => {
        const links = network.links.filter(({ router }) => router === id)
        const layers = links.flatMap(({ vpn }) => [
          'up',
          ...(vpn?.interface ? ['tunnel up'] : []),
          ...(vpn?.bgpPeer ? ['established'] : []),
        ])
        return [id, ...layers].join(' ')
      }),
    )
    expect(answers).toHaveLength(60)
  },
)
