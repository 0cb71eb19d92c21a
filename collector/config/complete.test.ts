import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from './folder-of.test-kit.ts'
import { area, bali, collection, square } from './outlines.test-kit.ts'
import { readNetwork } from './read-network.ts'

/** The fixture with its secret file and its outlines beside it. */
function readComplete() {
  const folder = folderOf({
    'rahasia.txt': '  kata-sandi-berkas \nbaris kedua\n',
    'peta/garis.topojson': JSON.stringify(collection(area({ kode: '51' }, square(bali)))),
  })
  const fixture = readFileSync(new URL('./fixtures/complete.yaml', import.meta.url), 'utf8')
  const file = join(folder, 'devices.yaml')
  writeFileSync(file, fixture.replace('/run/secrets/uji', join(folder, 'rahasia.txt')))
  const result = readNetwork(file, { UMUM: 'umum', SATU: 'satu', DUA: 'dua', OIDC: 'kunci-masuk' })
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return result
}

test('every key of the top has its place in the network', () => {
  const { network, provinceOutlines } = readComplete()
  expect(new TextDecoder().decode(provinceOutlines ?? undefined)).toContain('"name":"Bali"')
  expect(network).toMatchObject({
    organisation: 'Kantor Uji',
    timezone: 'Asia/Jayapura',
    synthetic: true,
    collector: { reference: ['192.0.2.1', '2001:db8::1'] },
    icmp: { everyMs: 20_000, timeoutMs: 800 },
    snmpEveryMs: 120_000,
    retention: {
      minutesMs: 7 * 86_400_000,
      fiveMinutesMs: 15_780_096_000,
      hoursMs: 730.5 * 86_400_000,
    },
    calendar: {
      hours: { default: { mon: { fromMinute: 480, toMinute: 720 }, sat: { fromMinute: 0, toMinute: 1440 } } },
      holidays: [
        { date: '2027-02-28', name: null, provinces: null },
        { date: '2028-02-29', name: null, provinces: null },
      ],
    },
    providers: [
      { id: 'penyedia-x', name: 'Penyedia X', phone: '0800' },
      { id: 'penyedia-y', name: 'Penyedia Y', phone: null },
    ],
    simulator: {
      enabled: false,
      seed: 7,
      outages: false,
      cut: ['uji-lain'],
      tunnelDown: ['uji-utama'],
      sessionDown: ['uji-utama'],
    },
  })
})

test('a router tells where its traps come from, each address in its one spelling', () => {
  const { routers } = readComplete().network
  expect(routers.map(({ trapsFrom }) => trapsFrom)).toEqual([['192.0.2.9', '2001:db8::9'], [], []])
})

test('a link takes what it says, then what its satker says, then the top, key by key', () => {
  const [main, other] = readComplete().network.links
  expect(main).toEqual({
    id: 'uji-utama',
    satker: '012345',
    router: 'uji-ce1',
    interface: 'ether1',
    endpoint: '192.0.2.11',
    bandwidth: { downBitsPerSecond: 100e6, upBitsPerSecond: 20e6 },
    medium: 'vsat',
    role: 'backup',
    reach: 'snmp',
    dependsOn: ['uji-lain'],
    limits: { downAfter: 20, upAfter: 5, lossRatio: 0.1, rttMs: 250, loadRatio: 0.5 },
    contract: 'kontrak-x',
    circuit: 'SID-1',
    monthlyFee: 1_500_000,
    vpn: { kind: 'gre', peer: '203.0.113.1', interface: 'Tunnel1', bgpPeer: '203.0.113.2' },
    formerly: ['uji-lama'],
  })
  expect(other).toMatchObject({
    endpoint: '2001:db8::10',
    bandwidth: { downBitsPerSecond: 512_000, upBitsPerSecond: 512_000 },
    medium: 'copper',
    role: 'primary',
    reach: 'icmp',
    limits: { downAfter: 4, upAfter: 5, lossRatio: 0.025, rttMs: 250, loadRatio: 0.8 },
    vpn: null,
    contract: null,
  })
})

test('a router takes the defaults key by key, and SNMP can be off for it', () => {
  const { network, access } = readComplete()
  const noUser = { user: null, level: null, authProtocol: null, privProtocol: null }
  expect(network.routers.map(({ id, snmp }) => [id, snmp])).toEqual([
    ['uji-ce1', { version: '1', port: 1161, timeoutMs: 3000, retries: 1, ...noUser }],
    ['uji-ce2', null],
    [
      'uji-ce3',
      {
        version: '3',
        port: 161,
        timeoutMs: 3000,
        retries: 1,
        user: 'pantau',
        level: 'authPriv',
        authProtocol: 'SHA-384',
        privProtocol: 'AES-256-C',
      },
    ],
  ])
  expect([...access.keys()]).toEqual(['uji-ce1', 'uji-ce3'])
})

test('secrets come from the environment and from the first line of a file, and stand only in the access', () => {
  const { network, access } = readComplete()
  const v3 = access.get('uji-ce3')
  expect(access.get('uji-ce1')?.community?.reveal()).toBe('umum')
  expect(v3?.authKey?.reveal()).toBe('kata-sandi-berkas')
  expect(v3?.privKey?.reveal()).toBe('awal-satu-dua-akhir')
  expect(v3?.community).toBeNull()
  expect(JSON.stringify(network)).not.toMatch(/umum|kata-sandi|satu-dua/)
  expect(JSON.stringify([...access])).not.toMatch(/umum|kata-sandi|satu-dua/)
})

test('satker, contracts and maintenance stand as written, local times in the zone of the file', () => {
  const { network } = readComplete()
  expect(
    network.satker.map(({ code, connection, timezone, location }) => [code, connection, timezone, location]),
  ).toEqual([
    ['012345', 'connected', 'Asia/Jayapura', [-2.5, 140.7]],
    ['012346', 'none', 'Asia/Makassar', null],
  ])
  expect(network.satker[0]?.portals).toEqual(['https://uji.example.go.id/'])
  expect(network.contracts[0]).toMatchObject({
    availabilityRatio: 0.999,
    restitution: { model: 'ambang', ignoreShorterThanMs: 600_000 },
  })
  expect(network.contracts[1]).toMatchObject({ availabilityRatio: 0.95, restitution: null })
  expect(
    network.maintenance.map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()]),
  ).toEqual([
    ['2027-05-01T13:00:00.000Z', '2027-05-01T17:00:00.000Z'],
    ['2027-05-01T22:00:30.000Z', '2027-05-02T01:00:00.000Z'],
  ])
})
