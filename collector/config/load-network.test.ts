import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from './folder-of.test-kit.ts'
import { loadNetwork } from './load-network.ts'
import { formatProblem } from './problem.ts'

const office = `snmp: { community: "\${UMUM}" }
satker:
  - code: "900001"
    name: Uji
    type: kua
    province: "31"
    routers: [{ id: ce-1, address: 10.0.0.1 }]
    links: [{ id: a, router: ce-1 }]
`

/** Rows like those of a national fleet, some 680 bytes each. */
function fleetOf(size: number): string {
  const satker = (i: number) => `  - code: "${String(i).padStart(6, '0')}"
    name: Kantor Urusan Agama Kecamatan Nomor ${i} dari Kabupaten yang Panjang Namanya
    type: kua
    province: "${11 + (i % 80)}"
    location: [-${i % 90}.5, ${i % 180}.25]
    timezone: Asia/Makassar
    pic: { name: PIC Nomor ${i}, email: pic.${i}@example.go.id, phone: "+62 800 ${i}" }
    routers:
      - { id: ce-${i}, address: 10.${i >> 16}.${(i >> 8) & 255}.${i & 255} }
    links:
      - id: link-${i}
        router: ce-${i}
        interface: GigabitEthernet0/0
        bandwidth: { down: 20 Mbps, up: 5 Mbps }
        medium: radio
        circuit: SID-${i}
        monthly_fee: 4500000
        depends_on: [${i === 0 ? '' : `link-${Math.floor(i / 20)}`}]
        status: { down_after: 5, degraded: { loss: 4%, rtt: 200ms } }
`
  return `snmp: { community: a }\nsatker:\n${Array.from({ length: size }, (_, i) => satker(i)).join('')}`
}

test('a network crosses from its process whole, its secrets hidden again', async () => {
  const folder = folderOf({ 'devices.yaml': office })
  const result = await loadNetwork(join(folder, 'devices.yaml'), { UMUM: 'rahasia' })
  expect(result).toMatchObject({ ok: true, network: { routers: [{ id: 'ce-1', snmp: { version: '2c' } }] } })
  const access = result.ok ? result.access.get('ce-1') : undefined
  expect(access?.community?.reveal()).toBe('rahasia')
  expect(JSON.stringify(access)).not.toContain('rahasia')
  expect([...result.files.keys()]).toEqual([join(folder, 'devices.yaml')])
})

test('what thousands of satker have alike is there once, and nobody can alter it', async () => {
  const folder = folderOf({ 'devices.yaml': fleetOf(3) })
  const result = await loadNetwork(join(folder, 'devices.yaml'), {})
  if (!result.ok) throw new Error('The fleet was not read.')
  const { network, access } = result
  const [, one, other] = network.links
  const [router, another] = network.routers
  expect(other?.limits).toBe(one?.limits)
  expect(other?.bandwidth).toBe(one?.bandwidth)
  expect(other?.dependsOn).toBe(one?.dependsOn)
  expect(another?.snmp).toBe(router?.snmp)
  expect(access.get('ce-1')).toBe(access.get('ce-0'))
  expect(access.get('ce-0')?.settings).toBe(router?.snmp)
  const parts = [network.links, network.routers[0], one, one?.limits, one?.formerly, access.get('ce-0')]
  expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true))
})

test('problems cross with their places, under the name that was given', async () => {
  const result = await loadNetwork('tidak/ada.yaml', {})
  expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([
    'tidak/ada.yaml:1:1 is not there; create it, or give the right path',
  ])
})

test.each([
  ['time', { limitMs: 1 }, /:1:1 takes longer than 0\.001 s to read; make it smaller$/],
  ['memory', { maxOldGenerationSizeMb: 8 }, /:1:1 takes more than 8 MB of memory to read; make it smaller$/],
  ['patience', { signal: AbortSignal.abort() }, /:1:1 was not read to its end, because the collector stops$/],
])(
  'a file that takes too much %s is a problem and takes nothing else with it',
  async (_, bounds, message) => {
    const folder = folderOf({ 'devices.yaml': fleetOf(3000) })
    const result = await loadNetwork(join(folder, 'devices.yaml'), {}, bounds)
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([expect.stringMatching(message)])
  },
)

test('a national fleet is read while who asked goes on with its work', { timeout: 120_000 }, async () => {
  const folder = folderOf({ 'devices.yaml': fleetOf(12_000) })
  let turns = 0
  const turning = setInterval(() => turns++, 10)
  const result = await loadNetwork(join(folder, 'devices.yaml'), {})
  clearInterval(turning)
  expect(result.ok && result.network.links.length).toBe(12_000)
  expect(turns).toBeGreaterThan(10)
})
