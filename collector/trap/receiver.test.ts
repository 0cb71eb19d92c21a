import { createSocket } from 'node:dgram'
import { Worker } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { trapV2c, trapV3 } from '../simulator/hostile/forge-trap.ts'
import { hearing } from './receiver.test-kit.ts'
import { startReceiver } from './receiver.ts'
import { pauseBeforeRestart } from './restart-pause.ts'
import { community, engine, keys, ofUser, ofVersion, user } from './trap.test-kit.ts'

test('a genuine trap is told of as what it is, and every one is counted', async () => {
  const { send, after, traps } = await hearing([ofVersion('2c')])
  await send([trapV2c(community), trapV2c('lain'), trapV2c(community, { name: '1.3.6.1.4.1.9.9.43.2.0.1' })])
  expect(await after(3)).toMatchObject({
    address: '127.0.0.1',
    received: 3,
    accepted: 1,
    ignored: 1,
    refused: { 'other-community': 1 },
    restarts: 0,
    listening: true,
    why: null,
  })
  expect(traps).toMatchObject([{ routers: ['ce1'], kind: 'linkDown', sysUpTimeCs: 1_000_000 }])
})

test('every address of the machine is listened at, unless one is named', async () => {
  const enrolment = ofVersion('2c', { sources: ['::1'] })
  const { receiver, traps } = await hearing([enrolment], { order: { address: null, ports: [0] } })
  expect(receiver.health().address).toBe('*')
  const socket = createSocket('udp6')
  socket.send(trapV2c(community), receiver.health().port ?? 0, '::1', () => socket.close())
  await vi.waitFor(() => expect(traps).toHaveLength(1), { timeout: 10_000 })
})

test('an edit changes whose traps are taken, and an engine that is learned later is taken up', async () => {
  const { send, after, traps, enrol, engines } = await hearing([ofVersion('2c')])
  enrol(ofUser({ router: 'ce2' }))
  await send([trapV2c(community), trapV3(user, keys)])
  expect((await after(2)).refused).toEqual({ 'other-version': 1, 'unknown-engine': 1 })
  engines.set('ce2', engine)
  let time = 100
  await vi.waitFor(
    async () => {
      await send(trapV3(user, keys, { time: time++ }))
      expect(traps).toMatchObject([{ routers: ['ce2'] }])
    },
    { timeout: 10_000, interval: 200 },
  )
})

test('a router that goes on telling is told of once a second at most', async () => {
  const { send, after, traps } = await hearing([ofVersion('2c')])
  await send(Array.from({ length: 40 }, () => trapV2c(community)))
  expect((await after(40)).accepted).toBe(40)
  expect(traps.length).toBeLessThan(5)
})

test('a thread that dies is counted and started again, with everybody it knew', async () => {
  const { send, threads, receiver, traps, lines } = await hearing([ofUser()])
  await threads[0]?.terminate()
  await vi.waitFor(() => expect(receiver.health()).toMatchObject({ listening: false, restarts: 1 }))
  expect(receiver.health().why).toMatch(/^the receiver died .* is started again$/)
  await vi.waitFor(() => expect(receiver.health()).toMatchObject({ listening: true, why: null }), {
    timeout: 20_000,
  })
  expect(threads).toHaveLength(2)
  let time = 0
  await vi.waitFor(
    async () => {
      await send(trapV3(user, keys, { time: time++ }))
      expect(traps).toMatchObject([{ routers: ['ce1'], kind: 'linkDown' }])
    },
    { timeout: 10_000, interval: 200 },
  )
  expect(lines.map(({ event }) => event)).toEqual(['trap-listening', 'trap-receiver-died', 'trap-listening'])
})

test('what a thread died of is told by its kind alone: its words may quote what came in', async () => {
  let starts = 0
  const { receiver, lines } = await hearing([], {
    startThread: (order) =>
      starts++ === 0 ? new Worker('throw new RangeError("isi paket")', { eval: true }) : startReceiver(order),
  })
  expect(receiver.health()).toMatchObject({ listening: false, restarts: 1 })
  await vi.waitFor(() => expect(receiver.health().listening).toBe(true), { timeout: 20_000 })
  expect(JSON.stringify(lines)).toContain('RangeError')
  expect(JSON.stringify(lines)).not.toContain('isi paket')
})

test('the pause before a restart grows to a minute', () => {
  expect([1, 2, 3, 6, 7, 2_000].map(pauseBeforeRestart)).toEqual([
    1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
  ])
})

test('where the first port is taken the second is listened at', async () => {
  const taken = createSocket('udp4')
  await new Promise<void>((bound) => taken.bind(0, '127.0.0.1', bound))
  const { port } = taken.address()
  const { receiver } = await hearing([], { order: { address: '127.0.0.1', ports: [port, 0] } })
  taken.close()
  expect(receiver.health()).toMatchObject({ listening: true })
  expect(receiver.health().port).not.toBe(port)
})

test.each([
  [
    'a port that is taken',
    (port: number) => ({ address: '127.0.0.1', ports: [port] }),
    'trap-port-in-use',
    /^another program listens at UDP port \d+: end it, or choose another by --trap-port, or off$/,
  ],
  [
    'an address of another machine',
    () => ({ address: '192.0.2.1', ports: [0] }),
    'trap-cannot-listen',
    /^this machine has no address 192.0.2.1: name one of its own by --trap-listen, or leave it out$/,
  ],
])('%s is told of with the cure, and is no failure to start', async (_what, orderOf, event, cure) => {
  const taken = createSocket('udp4')
  await new Promise<void>((bound) => taken.bind(0, '127.0.0.1', bound))
  const { receiver, lines } = await hearing([], { order: orderOf(taken.address().port) })
  taken.close()
  const { listening, why, address, port } = receiver.health()
  expect({ listening, address, port }).toEqual({ listening: false, address: null, port: null })
  expect(why).toMatch(cure)
  expect(lines).toMatchObject([{ level: 'warn', event, facts: { cure: why } }])
})

test('a fault of whoever is told ends nothing, and is told of', async () => {
  const { send, lines, after } = await hearing([ofVersion('2c')], {
    onTrap() {
      throw new Error('a bug')
    },
  })
  await send(trapV2c(community))
  expect((await after(1)).accepted).toBe(1)
  expect(lines.at(-1)).toMatchObject({ level: 'error', event: 'bug' })
})
