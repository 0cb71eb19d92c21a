/** For the tests of this room: a network of two links, and a clock that is set by hand. */
import { silentLog } from '../log.ts'
import type { Identities } from '../access/access.ts'
import type { Caller } from '../access/caller.ts'
import type { Access } from '../access/create-access.ts'
import { defaultAccess } from '../domain/access-settings.ts'
import { everything } from '../domain/scope.ts'
import type { ServeDeps } from './deps.ts'
import { loopbackTransport } from './transport.ts'
import { aSatkerDetail, someChanges } from './fake-satker.test-kit.ts'
import type { Health, Publication, Snapshot, WireLink, WireReadings, WireSatker } from './wire.ts'

export const startedAt = 1_795_330_000_000

export class FakeClock {
  #elapsedMs = 0

  now(): number {
    return startedAt + this.#elapsedMs
  }

  monotonicMs(): number {
    return this.#elapsedMs
  }

  advance(ms: number): void {
    this.#elapsedMs += ms
  }
}

const aLink: WireLink = {
  id: 'contoh-vpn',
  satker: '900002',
  router: 'contoh-ce1',
  role: 'primary',
  medium: 'radio',
  dependsOn: ['pusat-utama'],
  circuit: null,
  routerAddress: '127.8.0.1',
  provider: 'Penyedia Contoh',
  endpoint: '127.8.0.2',
  reach: 'icmp',
  status: 'degraded',
  since: startedAt,
  suspect: false,
  condition: ['loss'],
  layers: {
    access: { state: 'up', since: startedAt, by: 'echo' },
    tunnel: { state: 'up', since: startedAt, by: 'ipsec' },
    session: { state: 'unknown', since: null, by: null, peer: '10.255.0.1', resetAt: null },
  },
  snmp: 'answering',
  rttMs: 41.2,
  lossRatio: 0.08,
  inBitsPerSecond: 7_800_000,
  outBitsPerSecond: 910_000,
  bandwidth: { down: 20_000_000, up: 5_000_000 },
  measuredAt: startedAt,
}

const aSatker: WireSatker = {
  code: '900002',
  name: 'Kankemenag Kab. Contoh',
  type: 'kankemenag',
  province: '51',
  location: [-8.4543, 115.0671],
  timezone: 'Asia/Makassar',
  connection: 'connected',
  status: 'degraded',
  since: startedAt,
}

export const aSnapshot: Snapshot = {
  at: startedAt,
  organisation: 'Kementerian Agama',
  timezone: 'Asia/Jakarta',
  synthetic: true,
  outlines: null,
  rhythm: { sweepMs: 10_000, visitMs: 60_000 },
  satker: [aSatker, { ...aSatker, code: '900003', location: null, status: null, since: null }],
  links: [
    aLink,
    {
      ...aLink,
      id: 'pusat-utama',
      dependsOn: [],
      bandwidth: null,
      rttMs: null,
      measuredAt: null,
      status: 'up',
    },
  ],
  maintenance: [
    {
      links: ['contoh-vpn'],
      from: startedAt,
      to: startedAt + 3_600_000,
      reason: 'Pemeliharaan terjadwal penyedia',
    },
  ],
}

export const aPublication: Publication = {
  at: startedAt + 1_000,
  satker: [],
  links: [{ id: 'contoh-vpn', status: 'down', since: startedAt }],
  outages: [
    {
      id: 17,
      link: 'contoh-vpn',
      satker: '900002',
      status: 'down',
      began: startedAt,
      ended: null,
      unwatchedMs: 0,
      because: null,
      evidence: [{ at: startedAt, what: 'interface-down' }],
    },
  ],
}

export const someReadings: WireReadings = {
  id: 'contoh-vpn',
  resolution: 60_000,
  at: [startedAt, startedAt + 60_000],
  asked: [6, 6],
  answered: [6, 5],
  rttMinMs: [38.1, null],
  rttMedianMs: [40, null],
  rttMaxMs: [55.2, null],
  inBitsPerSecond: [7_800_000, null],
  outBitsPerSecond: [910_000, null],
  inErrors: [0, null],
  outErrors: [0, null],
  inDiscards: [0, null],
  outDiscards: [0, null],
}

const someHealth: Omit<Health, 'browsers'> = {
  ok: true,
  version: '0.1.0',
  node: 'v24.21.0',
  sqlite: '3.53.4',
  startedAt,
  icmp: { by: 'fping', lastSweepAt: null, sweeps: 7, endpoints: 2, late: 1, advice: null },
  snmp: {
    lastVisitAt: startedAt,
    routers: 2,
    inFlight: 0,
    visits: 9,
    failed: { timeout: 2 },
    waiting: 0,
    longestUnseenMs: null,
    late: 0,
    skipped: 0,
    refused: { 'not-asked': 3 },
  },
  trap: null,
  config: { file: 'devices.yaml', loadedAt: startedAt, problems: [] },
  database: { bytes: 4096, walBytes: 0, lastCommitAt: startedAt, full: false },
  eventLoopP99Ms: 11.2,
  blind: false,
}

export const anAdministrator: Caller = {
  by: 'session',
  id: 'a-session',
  account: 'an-account',
  name: 'ani',
  role: 'administrator',
  scope: everything,
  endsAt: startedAt + 86_400_000,
  isLoopback: false,
  needsSecondFactor: false,
}

/** Whoever asks is this one. */
export function identitiesOf(caller: Caller | null): Identities {
  return {
    identify: async () => caller,
    stillHolds: async () => true,
    keepInUse: async () => {},
    onChange: () => {},
    tellRefused: () => {},
  }
}

/** But for the one who is shown with the satker. */
const nobodyToCall: ServeDeps['people'] = {
  shown: async () => aSatkerDetail.pic,
  phone: async () => null,
  confirm: async () => false,
}

export const jsonText = (value: object) => new TextEncoder().encode(JSON.stringify(value))

async function* noEntries(): AsyncGenerator<never> {}

/** Those who test the routes of accounts bring real ones. */
const noAccounts = { parts: {}, secondFactors: {} } as Access

export function fakeDeps(instead: Partial<ServeDeps> = {}): ServeDeps {
  return {
    snapshot: () => aSnapshot,
    health: () => someHealth,
    readings: async () => jsonText(someReadings),
    changes: async () => jsonText(someChanges),
    satker: (_scope, code) => (code === aSatkerDetail.code ? aSatkerDetail : null),
    histories: async () => new Map([['link-1', { from: 0, until: null, first: 'up' as const, changes: [] }]]),
    layerChanges: async () => new Map(aSatkerDetail.links.map(({ id, layerChanges }) => [id, layerChanges])),
    people: nobodyToCall,
    audit: { read: async () => ({ entries: [], more: false, head: null }), export: async () => noEntries() },
    outages: async () => aPublication.outages,
    knowsLink: async (_scope, id) => aSnapshot.links.some((link) => link.id === id),
    outlines: () => new TextEncoder().encode('{"type":"FeatureCollection","features":[]}'),
    identities: identitiesOf(anAdministrator),
    accounts: noAccounts,
    signOn: { client: null, wait: () => 0 },
    access: () => defaultAccess,
    transport: loopbackTransport,
    page: '/nowhere',
    version: '0.1.0',
    clock: new FakeClock(),
    log: silentLog,
    ...instead,
  }
}
