/** A synthetic fleet as devices.yaml, for the simulator to play on loopback and for people to read. */
import type { Vpn } from '../domain/link.ts'
import type { FleetOrder } from './fleet-order.ts'
import { zoneOf } from './kanwil.ts'
import { hubs } from './synthetic-satker.ts'
import type { FleetSatker } from './synthetic-fleet.ts'
import type { SyntheticLine } from './synthetic-line.ts'
import { vpnOf } from './synthetic-vpn.ts'

/** Line by line, without their ends. */
export function* fleetYaml(fleet: readonly FleetSatker[], order: FleetOrder): Generator<string> {
  yield* head(fleet, order)
  const linkIds = new Map(fleet.map((satker) => [satker.code, satker.lines.map((_, i) => linkId(satker, i))]))
  const hubLinks = fleet.filter(({ behind }) => behind === null).flatMap(({ code }) => linkIds.get(code)!)
  yield 'satker:'
  for (const satker of fleet) {
    const parents =
      satker.behind === null ? [] : satker.behind === hubs ? hubLinks : linkIds.get(satker.behind)!
    yield* satkerYaml(satker, parents)
  }
}

/** A disk and two cores for trying things out have to carry the routers as well as who watches them. */
const sizes = [
  { upTo: 1_000, sweep: '10s', kept: '{ minutes: 27h, five_minutes: 8d }' },
  { upTo: 4_000, sweep: '10s', kept: '{ minutes: 6h, five_minutes: 50h }' },
  { upTo: Infinity, sweep: '30s', kept: '{ minutes: 2h, five_minutes: 25h }' },
]

function* head(fleet: readonly FleetSatker[], { seed, port, planned }: FleetOrder): Generator<string> {
  const { sweep, kept } = sizes.find(({ upTo }) => fleet.length <= upTo)!
  yield `# A synthetic fleet of ${fleet.length} satker, made by`
  yield `#   npm run -s fleet -- --satker ${fleet.length} --seed ${seed} --port ${port} --planned ${planned}`
  yield '# Everything in it is made up: codes, providers, contracts, fees, people and outages; only the names and middles'
  yield '# of kabupaten and kota are real (facts of github.com/cahyadsn/wilayah_boundaries, MIT). Its routers are played'
  yield '# on loopback, each on an address of its own.'
  yield ''
  yield 'organisation: Kementerian Agama'
  yield 'timezone: Asia/Jakarta'
  yield 'synthetic: true'
  yield ''
  yield `icmp: { every: ${sweep}, timeout: 1s }`
  yield `snmp: { every: 60s, version: 2c, community: demo-sintetis, port: ${port}, timeout: 2s, retries: 2 }`
  yield 'reach: snmp'
  yield `retention: ${kept}`
  yield `simulator: { enabled: true, seed: ${seed}, outages: true }`
  yield ''
  yield 'calendar:'
  yield '  default:'
  yield '    hours: { mon: "07:30-16:00", tue: "07:30-16:00", wed: "07:30-16:00", thu: "07:30-16:00", fri: "07:30-16:30" }'
  yield 'providers:'
  yield '  - { id: penyedia-a, name: Penyedia A, phone: "147" }'
  yield '  - { id: penyedia-b, name: Penyedia B, phone: "150147" }'
  yield '  - { id: penyedia-c, name: Penyedia C, phone: "150203" }'
  yield 'contracts:'
  yield contractYaml('a', '99.5%', 'prorata_sla')
  yield contractYaml('b', '99%', 'selisih_sla')
  yield contractYaml('c', '98.5%', 'prorata_menit')
  yield ''
}

function contractYaml(letter: string, availability: string, model: string): string {
  const number = `KTR-${letter.toUpperCase()}/001/2026`
  const term = 'from: 2026-01-01, to: 2026-12-31'
  const restitution = `restitution: { model: ${model}, ignore_shorter_than: 5m }`
  return `  - { id: kontrak-${letter}-2026, provider: penyedia-${letter}, number: ${number}, ${term}, availability: ${availability}, ${restitution} }`
}

function* satkerYaml(satker: FleetSatker, parents: readonly string[]): Generator<string> {
  const { code, name, type, province, location, isPlanned } = satker
  yield `  - code: "${code}"`
  yield `    name: "${name}"`
  yield `    type: ${type}`
  yield `    province: "${province}"`
  if (location) yield `    location: [${location.join(', ')}]`
  if (zoneOf(province) !== 'Asia/Jakarta') yield `    timezone: ${zoneOf(province)}`
  yield `    pic: { name: "PIC ${name}", email: pic.${code}@example.go.id }`
  if (isPlanned) {
    yield '    connection: planned'
    return
  }
  yield `    routers: [{ id: ${code}-ce1, address: ${satker.address} }]`
  yield '    links:'
  for (const [i, line] of satker.lines.entries()) {
    yield `      - id: ${linkId(satker, i)}`
    yield* lineYaml(satker, line, i)
    if (parents.length > 0) yield `        depends_on: [${parents.join(', ')}]`
  }
}

function* lineYaml(satker: FleetSatker, line: SyntheticLine, place: number): Generator<string> {
  const { code } = satker
  const { downMbps, upMbps } = line
  yield `        router: ${code}-ce1`
  yield `        interface: ${line.interface}`
  yield downMbps === upMbps
    ? `        bandwidth: ${rate(downMbps)}`
    : `        bandwidth: { down: ${rate(downMbps)}, up: ${rate(upMbps)} }`
  yield `        medium: ${line.medium}`
  if (line.role === 'backup') yield '        role: backup'
  yield `        contract: ${line.contract}`
  yield `        circuit: SID-${code}-${place + 1}`
  yield `        monthly_fee: ${line.monthlyFee}`
  const vpn = vpnOf(satker, line)
  if (vpn) yield `        vpn: ${vpnYaml(vpn)}`
}

function vpnYaml({ kind, interface: tunnel, bgpPeer }: Vpn): string {
  const named = [`kind: ${kind}`, tunnel && `interface: ${tunnel}`, bgpPeer && `bgp_peer: ${bgpPeer}`]
  return `{ ${named.filter(Boolean).join(', ')} }`
}

function rate(mbps: number): string {
  return mbps < 1000 ? `${mbps} Mbps` : `${mbps / 1000} Gbps`
}

function linkId({ code }: FleetSatker, place: number): string {
  return `${code}-${place === 0 ? 'utama' : 'cadangan'}`
}
