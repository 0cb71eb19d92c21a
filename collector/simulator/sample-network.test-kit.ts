/** For tests: a network of hubs, regions and offices in the shape of the demonstration's, on ports of one's choice. */
import { defaultAccess } from '../domain/access-settings.ts'
import type { Link, Vpn } from '../domain/link.ts'
import type { Network, SimulatorSettings } from '../domain/network.ts'
import type { Router, SnmpSettings } from '../domain/router.ts'
import type { Satker, SatkerType } from '../domain/satker.ts'
import { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'

export interface SampleSize {
  regions: number
  offices: number
  simulator?: Partial<SimulatorSettings>
  /** By link id; others have none. */
  vpns?: Record<string, Partial<Vpn>>
  /** Port of a router, by its place in the order of routers. */
  portOf?(place: number): number
}

export const sampleCommunity = 'demo-sintetis'

/** Two hubs, `regions` Kanwil with two lines each, and offices shared out among them, each seventh with a backup. */
export function sampleNetwork({ regions, offices, simulator, vpns = {}, portOf }: SampleSize): Network {
  const hubs = [
    satkerLinks('pusat', 'pusat', 'Asia/Jakarta', ['fiber', 'fiber'], [], 1e9),
    satkerLinks('cadangan', 'pusat', 'Asia/Jakarta', ['fiber'], [], 500e6),
  ]
  const hubLinks = hubs.flatMap((hub) => hub.links.map((link) => link.id))
  const kanwil = Array.from({ length: regions }, (_, i) =>
    satkerLinks(`kanwil${i}`, 'kanwil', zones[i % 3]!, ['fiber', 'radio'], hubLinks, 100e6),
  )
  const kankemenag = Array.from({ length: offices }, (_, i) => {
    const parents = kanwil[i % Math.max(1, regions)]?.links.map((link) => link.id) ?? hubLinks
    const media: Link['medium'][] = i % 7 === 6 ? ['fiber', 'cellular'] : [i % 6 === 5 ? 'vsat' : 'fiber']
    return satkerLinks(`kantor${i}`, 'kankemenag', zones[i % 3]!, media, parents, 20e6)
  })
  const all = [...hubs, ...kanwil, ...kankemenag]
  return {
    ...surroundings,
    satker: all.map(({ satker }) => satker),
    links: all.flatMap(({ links }) => links.map((link) => ({ ...link, vpn: vpnIn(vpns, link) }))),
    routers: all.map(({ satker }, i) => sampleRouter(satker.code, portOf?.(i) ?? 20_161 + i)),
    simulator: { ...played, ...simulator },
  }
}

export function sampleAccess(network: Network, community = sampleCommunity): Map<string, SnmpAccess> {
  return new Map(
    network.routers.flatMap(({ id, snmp: settings }) =>
      settings ? [[id, { settings, community: new Secret(community), authKey: null, privKey: null }]] : [],
    ),
  )
}

const played: SimulatorSettings = {
  enabled: true,
  seed: 1,
  outages: true,
  cut: [],
  tunnelDown: [],
  sessionDown: [],
}

function vpnIn(vpns: Record<string, Partial<Vpn>>, { id }: Link): Vpn | null {
  const given = vpns[id]
  return given ? { kind: 'mpls', peer: null, interface: null, bgpPeer: null, ...given } : null
}

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']

function satkerLinks(
  name: string,
  type: SatkerType,
  timezone: string,
  media: Link['medium'][],
  dependsOn: string[],
  bitsPerSecond: number,
): { satker: Satker; links: Link[] } {
  const satker: Satker = {
    code: name,
    name,
    type,
    timezone,
    province: '31',
    location: null,
    pic: null,
    connection: 'connected',
    portals: [],
  }
  const links = media.map((medium, i): Link => ({
    id: `${name}-${i === 0 ? 'utama' : 'cadangan'}`,
    satker: name,
    router: `${name}-ce1`,
    interface: `wan${i + 1}`,
    endpoint: '127.0.0.1',
    bandwidth: { downBitsPerSecond: bitsPerSecond, upBitsPerSecond: bitsPerSecond },
    medium,
    role: i === 0 ? 'primary' : 'backup',
    reach: 'snmp',
    dependsOn,
    limits: { downAfter: 9, upAfter: 2, lossRatio: 0.05, rttMs: 900, loadRatio: 0.9 },
    contract: null,
    circuit: null,
    monthlyFee: null,
    vpn: null,
    formerly: [],
  }))
  return { satker, links }
}

function sampleRouter(satker: string, port: number): Router {
  const snmp: SnmpSettings = {
    version: '2c',
    port,
    timeoutMs: 2000,
    retries: 1,
    user: null,
    level: null,
    authProtocol: null,
    privProtocol: null,
  }
  return { id: `${satker}-ce1`, satker, address: '127.0.0.1', trapsFrom: [], snmp }
}

const surroundings: Omit<Network, 'satker' | 'links' | 'routers' | 'simulator'> = {
  organisation: 'Contoh',
  timezone: 'Asia/Jakarta',
  synthetic: true,
  collector: { reference: [] },
  icmp: { everyMs: 10_000, timeoutMs: 1000 },
  snmpEveryMs: 60_000,
  retention: { minutesMs: 1, fiveMinutesMs: 1, hoursMs: 1 },
  calendar: { hours: {}, holidays: [] },
  providers: [],
  contracts: [],
  maintenance: [],
  access: defaultAccess,
}
