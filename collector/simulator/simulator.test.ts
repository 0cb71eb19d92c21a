import { createSocket } from 'node:dgram'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import type { Log } from '../log.ts'
import type { Network } from '../domain/network.ts'
import { roll } from './dice.ts'
import { ask, encodeQuestion, freePorts } from './sample-manager.test-kit.ts'
import { sampleAccess, sampleCommunity, sampleNetwork } from './sample-network.test-kit.ts'
import type { SampleSize } from './sample-network.test-kit.ts'
import { createSimulator } from './simulator.ts'
import type { Simulator } from './simulator.ts'

const sysUpTime = [1, 3, 6, 1, 2, 1, 1, 3, 0]
const operStatus = (index: number) => [1, 3, 6, 1, 2, 1, 2, 2, 1, 8, index]
const inOctets = (index: number) => [1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6, index]
/** A Wednesday morning in Jakarta. */
const morning = Date.UTC(2026, 10, 18, 3)
const running: Simulator[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.stop()))
})

interface Played {
  simulator: Simulator
  network: Network
  clock: { at: number }
  ask(router: string, ...oids: number[][]): Promise<bigint[] | null>
}

async function play(size: SampleSize, log: Log = silentLog): Promise<Played> {
  const ports = await freePorts(2 + size.regions + size.offices)
  const network = sampleNetwork({ ...size, portOf: (place) => ports[place]! })
  const clock = { at: morning }
  const parts = { network, access: sampleAccess(network), log }
  const simulator = createSimulator({ ...parts, clock: { now: () => clock.at, monotonicMs: () => clock.at } })
  running.push(simulator)
  await simulator.start()
  const portOf = (router: string) => network.routers.find(({ id }) => id === router)!.snmp!.port
  return {
    simulator,
    network,
    clock,
    async ask(router, ...oids) {
      const question = { port: portOf(router), community: sampleCommunity, oids, waitMs: 1000 }
      const response = await ask(question)
      return response && response.varbinds.map(({ value }) => value)
    },
  }
}

const calm = { outages: false }

test('a link cut by hand silences its router, and answers again when restored', async () => {
  const { simulator, ask } = await play({ regions: 1, offices: 1, simulator: calm })
  await simulator.cut('kantor0-utama')
  expect(await ask('kantor0-ce1', sysUpTime)).toBeNull()
  await simulator.restore('kantor0-utama')
  expect(await ask('kantor0-ce1', sysUpTime)).not.toBeNull()
})

test('one of two links cut shows as its interface down, without traffic, while the router answers', async () => {
  const { simulator, clock, ask } = await play({ regions: 0, offices: 7, simulator: calm })
  await simulator.cut('kantor6-utama')
  const before = await ask('kantor6-ce1', operStatus(3), operStatus(4), inOctets(3), inOctets(4))
  clock.at += 60_000
  const after = await ask('kantor6-ce1', operStatus(3), operStatus(4), inOctets(3), inOctets(4))
  expect(after!.slice(0, 2)).toEqual([2n, 1n])
  expect(after![2]).toBe(before![2])
  expect(after![3]).toBeGreaterThan(before![3]!)
})

test('an outage is missing from the counters, not made up for afterwards', async () => {
  const { simulator, clock, ask } = await play({ regions: 0, offices: 7, simulator: calm })
  const count = async () => (await ask('kantor6-ce1', inOctets(3)))![0]!
  const first = await count()
  clock.at += 60_000
  const minute = (await count()) - first
  await simulator.cut('kantor6-utama')
  clock.at += 1_800_000
  await simulator.restore('kantor6-utama')
  clock.at += 60_000
  expect(Number((await count()) - first) / Number(minute)).toBeGreaterThan(1)
  expect(Number((await count()) - first) / Number(minute)).toBeLessThan(4)
})

test('a region cut off silences what is behind it and nothing else', async () => {
  const { simulator, ask } = await play({ regions: 2, offices: 2, simulator: calm })
  await simulator.cut('kanwil0-utama')
  expect(await ask('kantor0-ce1', sysUpTime)).not.toBeNull()
  await simulator.cut('kanwil0-cadangan')
  expect(await ask('kanwil0-ce1', sysUpTime)).toBeNull()
  expect(await ask('kantor0-ce1', sysUpTime)).toBeNull()
  expect(await ask('kantor1-ce1', sysUpTime)).not.toBeNull()
})

test('a hub cut off silences all that hangs on it alone', async () => {
  const { simulator, ask } = await play({ regions: 1, offices: 1, simulator: calm })
  for (const link of ['pusat-utama', 'pusat-cadangan']) await simulator.cut(link)
  expect(await ask('kantor0-ce1', sysUpTime)).not.toBeNull()
  await simulator.cut('cadangan-utama')
  expect(await ask('kanwil0-ce1', sysUpTime)).toBeNull()
  expect(await ask('kantor0-ce1', sysUpTime)).toBeNull()
})

test('a link named under cut in a reload is cut, and the counters of the others go on', async () => {
  const { simulator, network, clock, ask } = await play({ regions: 0, offices: 2, simulator: calm })
  const before = await ask('kantor1-ce1', inOctets(3), sysUpTime)
  const edited = { ...network, simulator: { ...network.simulator, cut: ['kantor0-utama'] } }
  await simulator.apply(edited, sampleAccess(edited))
  expect(await ask('kantor0-ce1', sysUpTime)).toBeNull()
  expect(await ask('kantor1-ce1', inOctets(3), sysUpTime)).toEqual(before)
  clock.at += 60_000
  expect((await ask('kantor1-ce1', inOctets(3)))![0]).toBeGreaterThan(before![0]!)
})

test('another subscribed rate bends the counters without a step', async () => {
  const { simulator, network, clock, ask } = await play({ regions: 0, offices: 1, simulator: calm })
  const before = await ask('kantor0-ce1', inOctets(3))
  const links = network.links.map((link) => ({
    ...link,
    bandwidth: { downBitsPerSecond: 1e6, upBitsPerSecond: 1e6 },
  }))
  await simulator.apply({ ...network, links }, sampleAccess(network))
  expect(await ask('kantor0-ce1', inOctets(3))).toEqual(before)
  clock.at += 60_000
  const carried = Number((await ask('kantor0-ce1', inOctets(3)))![0]! - before![0]!)
  expect(carried * 8).toBeGreaterThan(0)
  expect(carried * 8).toBeLessThanOrEqual(60 * 1e6)
})

test('a router that leaves the configuration falls silent, and one that comes is played', async () => {
  const { simulator, network, ask } = await play({ regions: 0, offices: 2, simulator: calm })
  const gone = 'kantor1'
  const without: Network = {
    ...network,
    satker: network.satker.filter(({ code }) => code !== gone),
    routers: network.routers.filter(({ satker }) => satker !== gone),
    links: network.links.filter(({ satker }) => satker !== gone),
  }
  await simulator.apply(without, sampleAccess(without))
  expect(await ask('kantor1-ce1', sysUpTime)).toBeNull()
  await simulator.apply(network, sampleAccess(network))
  expect(await ask('kantor1-ce1', sysUpTime)).not.toBeNull()
})

test('a router keeps answering in the midst of two thousand datagrams of garbage', async () => {
  const { network, ask } = await play({ regions: 0, offices: 1, simulator: calm })
  const { port } = network.routers[0]!.snmp!
  const valid = encodeQuestion({ port, community: sampleCommunity, oids: [sysUpTime, inOctets(3)] })
  const socket = createSocket('udp4')
  for (let i = 0; i < 2000; i++) {
    const datagram = i % 2 === 0 ? noise(i) : mutate(valid, i)
    await new Promise<void>((resolve) => socket.send(datagram, port, '127.0.0.1', () => resolve()))
    // In between, so that none of the garbage is lost for want of room in the socket's queue.
    if (i % 50 === 49) expect(await ask('pusat-ce1', sysUpTime)).not.toBeNull()
  }
  socket.close()
})

test('routers of SNMPv3 are left out, and said to be', async () => {
  const lines: object[] = []
  const log: Log = { ...silentLog, warn: (event, facts) => lines.push({ event, ...facts }) }
  const ports = await freePorts(3)
  const network = sampleNetwork({ regions: 0, offices: 1, simulator: calm, portOf: (place) => ports[place]! })
  network.routers[2]!.snmp!.version = '3'
  const clock = { now: () => morning, monotonicMs: () => 0 }
  const simulator = createSimulator({ network, access: sampleAccess(network), clock, log })
  running.push(simulator)
  await simulator.start()
  expect(lines).toEqual([
    {
      event: 'routers-not-played',
      why: 'only SNMP v1 and v2c are played: give it version 2c and a community',
      count: 1,
      routers: ['kantor0-ce1'],
    },
  ])
})

test('a second simulator on the same ports says what is in its way', async () => {
  const { network } = await play({ regions: 0, offices: 0, simulator: calm })
  const clock = { now: () => morning, monotonicMs: () => 0 }
  const second = createSimulator({ network, access: sampleAccess(network), clock, log: silentLog })
  await expect(second.start()).rejects.toThrow(
    'No router can be played. Of pusat-ce1: its address and port are in use',
  )
})

function noise(i: number): Buffer {
  const length = Math.floor(roll(9, i) * 120)
  return Buffer.from(Array.from({ length }, (_, at) => Math.floor(roll(9, i, at) * 256)))
}

function mutate(datagram: Buffer, i: number): Buffer {
  const copy = Buffer.from(datagram)
  for (let change = 0; change < 3; change++) {
    copy[Math.floor(roll(11, i, change) * copy.length)] = Math.floor(roll(13, i, change) * 256)
  }
  return copy.subarray(0, copy.length - Math.floor(roll(15, i) * 4))
}
