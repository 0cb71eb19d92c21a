/** Kill -9 at random, again and again, while links come and go: what was told stays told, once. */
import { createSocket } from 'node:dgram'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { loadNetwork } from '../config/load-network.ts'
import type { Outage } from '../domain/outage.ts'
import { silentLog } from '../log.ts'
import type { Health, LiveFrame } from '../serve/wire.ts'
import { createSimulator, type Simulator } from '../simulator/simulator.ts'
import { leaveKeys } from './keys.ts'
import { startLocalCollector } from './local-collector.ts'
import { until } from './until.ts'

const kills = 50
const links = ['kill-a', 'kill-b', 'kill-c']

async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}

/** Three satker asked by SNMP every two seconds; their routers are played by this test, so they outlive the kills. */
async function devicesYaml(): Promise<string> {
  const satker = await Promise.all(
    links.map(async (id, index) => {
      const port = await freePort()
      const router = `{ id: ${id}-ce, address: 127.0.0.1, snmp: { port: ${port} } }`
      const link = `{ id: ${id}, router: ${id}-ce, interface: wan0 }`
      return `  - { code: "99000${index}", name: Uji ${index}, type: kua, province: "51", routers: [${router}], links: [${link}] }`
    }),
  )
  const head =
    'icmp: { every: 2s, timeout: 200ms }\nsnmp: { every: 10s, community: uji, timeout: 200ms, retries: 0 }\nreach: snmp\n'
  return `${head}satker:\n${satker.join('\n')}\n`
}

async function play(devices: string): Promise<Simulator> {
  const loaded = await loadNetwork(devices)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  const settings = { enabled: true, seed: 1, outages: false, cut: [], tunnelDown: [], sessionDown: [] }
  const clock = { now: () => Date.now(), monotonicMs: () => performance.now() }
  const network = { ...loaded.network, simulator: settings }
  const simulator = createSimulator({ network, access: loaded.access, clock, log: silentLog })
  await simulator.start()
  onTestFinished(() => simulator.stop())
  return simulator
}

/** Everything that was told of outages: a commit stands behind each. */
function listen(url: string, token: string, told: Map<number, Outage>): WebSocket {
  const headers = { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers })
  socket.on('error', () => {})
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as LiveFrame
    if (frame.type === 'changes') for (const outage of frame.outages) told.set(outage.id, outage)
  })
  return socket
}

function inspect(data: string, told: Map<number, Outage>): void {
  const db = new DatabaseSync(join(data, 'satker-connected.db'))
  try {
    expect(db.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    const rows = db.prepare('select id, link, began, ended from outage order by id').all()
    const stored = new Map(rows.map((row) => [Number(row.id), row]))
    for (const outage of told.values()) {
      expect(stored.get(outage.id)).toMatchObject({ began: outage.began })
      if (outage.ended !== null) expect(stored.get(outage.id)).toMatchObject({ ended: outage.ended })
    }
    const open = rows.filter((row) => row.ended === null).map((row) => row.link)
    expect(new Set(open).size).toBe(open.length)
    const beginnings = rows.map((row) => `${row.link} ${row.began}`)
    expect(new Set(beginnings).size).toBe(beginnings.length)
  } finally {
    db.close()
  }
}

test(
  `kill -9 at random, ${kills} times, loses nothing that was told and doubles no outage`,
  { timeout: 600_000 },
  async () => {
    const folder = temporaryFolder()
    const devices = join(folder, 'devices.yaml')
    const data = join(folder, 'data')
    writeFileSync(devices, await devicesYaml())
    const { token } = await leaveKeys(data)
    const simulator = await play(devices)
    const told = new Map<number, Outage>()
    const cut = new Set<string>()
    for (let round = 0; round < kills; round++) {
      const collector = await startLocalCollector(devices, data, token)
      const socket = listen(collector.url, token, told)
      const link = links[round % links.length] ?? ''
      if (cut.delete(link)) await simulator.restore(link)
      else await simulator.cut(cut.add(link) && link)
      await wait(300 + Math.random() * 4_000)
      await collector.kill()
      socket.terminate()
      inspect(data, told)
    }
    for (const link of cut) await simulator.restore(link)
    const startedAt = Date.now()
    const last = await startLocalCollector(devices, data, token)
    onTestFinished(() => last.kill())
    await until('polling again', 10_000, async () => {
      const { icmp } = await last.get<Health>('/api/health')
      return icmp.lastSweepAt !== null && icmp.lastSweepAt >= startedAt ? icmp.lastSweepAt : undefined
    })
    await until('every outage has ended', 20_000, async () => {
      const { outages } = await last.get<{ outages: Outage[] }>('/api/outages?open=true')
      return outages.length === 0 ? true : undefined
    })
    expect(told.size).toBeGreaterThan(kills / 5)
  },
)
