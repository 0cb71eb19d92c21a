/** A browser that reads slowly or not at all: its socket is real and paused, only the clock is set by hand. */
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { anAdministrator, FakeClock } from './fake-deps.test-kit.ts'
import { LiveConnection } from './live-connection.ts'
import { soon } from './soon.test-kit.ts'
import type { LiveFrame } from './wire.ts'

/** More than the kernel keeps for a reader that has paused. */
const large = jsonOf(64 * 1024 * 1024)
const small = jsonOf(10)

let clock: FakeClock
let sockets: WebSocketServer
let snapshot: Buffer | null
/** The connection under test, and the server's end of its socket. */
let connection: LiveConnection
let serverEnd: WebSocket

beforeEach(async () => {
  clock = new FakeClock()
  snapshot = small
  sockets = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  sockets.on('connection', (socket) => {
    serverEnd = socket
    connection = new LiveConnection(socket, {
      clock,
      caller: anAdministrator,
      audience: { snapshot: () => snapshot },
    })
    connection.refresh()
  })
  await new Promise((resolve) => sockets.once('listening', resolve))
})
afterEach(() => {
  for (const socket of sockets.clients) socket.terminate()
  sockets.close()
})

function jsonOf(size: number): Buffer {
  return Buffer.from(JSON.stringify({ at: 1, filler: 'x'.repeat(size) }))
}

function port(): number {
  return (sockets.address() as AddressInfo).port
}

async function watch(): Promise<{ client: WebSocket; heads: string[] }> {
  const client = new WebSocket(`ws://127.0.0.1:${port()}`)
  const heads: string[] = []
  client.on('message', (data) => heads.push(headOf(String(data))))
  await soon(() => expect(heads.length).toBe(1))
  return { client, heads }
}

/** The type and number of a frame, and that it is whole. */
function headOf(text: string): string {
  const { type, seq } = JSON.parse(text) as LiveFrame
  return `${type} ${seq}`
}

/** A client whose bytes can be let through by hand. */
function open(): Promise<Duplex> {
  return new Promise((resolve) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    }
    request({ host: '127.0.0.1', port: port(), headers })
      .on('upgrade', (_response, socket) => resolve(socket.pause()))
      .end()
  })
}

/** Reads at least so many bytes, then pauses again. */
function readBytes(socket: Duplex, wanted: number): Promise<void> {
  return new Promise((resolve) => {
    let read = 0
    const take = (chunk: Buffer) => {
      read += chunk.length
      if (read < wanted) return
      socket.off('data', take)
      socket.pause()
      resolve()
    }
    socket.on('data', take).resume()
  })
}

const isOpen = () => serverEnd.readyState === WebSocket.OPEN
const waits = () => soon(() => expect(serverEnd.bufferedAmount).toBeGreaterThan(0))

function tickAfter(ms: number): void {
  clock.advance(ms)
  connection.tick()
}

describe('a browser that does not read', () => {
  it('is cut off once its queue has not drained for ten seconds', async () => {
    const { client } = await watch()
    client.pause()
    connection.publish(large)
    await waits()
    tickAfter(9_999)
    expect(isOpen()).toBe(true)
    tickAfter(1)
    expect(isOpen()).toBe(false)
  })

  it('gains nothing by what is published meanwhile', async () => {
    const { client } = await watch()
    client.pause()
    connection.publish(large)
    await waits()
    tickAfter(5_000)
    connection.publish(small)
    tickAfter(5_000)
    expect(isOpen()).toBe(false)
  })

  it('is kept when it has drained in time', async () => {
    const { client, heads } = await watch()
    client.pause()
    connection.publish(large)
    await waits()
    tickAfter(9_000)
    client.resume()
    await soon(() => expect(heads).toEqual(['snapshot 1', 'changes 2']))
    tickAfter(9_000)
    expect(isOpen()).toBe(true)
  })

  it('gets what waited in order, and not a heartbeat in between', async () => {
    const { client, heads } = await watch()
    client.pause()
    connection.publish(large)
    connection.publish(small)
    connection.publish(small)
    await waits()
    client.resume()
    await soon(() => expect(heads).toEqual(['snapshot 1', 'changes 2', 'changes 3', 'changes 4']))
  })

  it('gets a snapshot in place of more than 4 MiB that wait', async () => {
    const { client, heads } = await watch()
    client.pause()
    connection.publish(large)
    await waits()
    for (let each = 0; each < 5; each++) connection.publish(jsonOf(1024 * 1024))
    connection.publish(small)
    clock.advance(1_000)
    client.resume()
    await soon(() => expect(heads).toEqual(['snapshot 1', 'changes 2', 'snapshot 3']))
    connection.publish(small)
    await soon(() => expect(heads.at(-1)).toBe('changes 4'))
  })
})

it('waits for a snapshot that cannot be had at once, and is told no change before it', async () => {
  snapshot = null
  const client = new WebSocket(`ws://127.0.0.1:${port()}`)
  const heads: string[] = []
  client.on('message', (data) => heads.push(headOf(String(data))))
  await new Promise((resolve) => client.once('open', resolve))
  connection.publish(small)
  tickAfter(250)
  snapshot = small
  tickAfter(250)
  connection.publish(small)
  await soon(() => expect(heads).toEqual(['snapshot 1', 'changes 2']))
})

describe('a snapshot on a slow line', () => {
  beforeEach(() => {
    snapshot = large
  })

  it('may take longer than ten seconds as long as it moves', async () => {
    const socket = await open()
    await waits()
    for (let each = 0; each < 3; each++) {
      tickAfter(9_000)
      await readBytes(socket, 12 * 1024 * 1024)
    }
    await waits()
    connection.tick()
    expect(isOpen()).toBe(true)
    socket.destroy()
  })

  it('is given up when nothing moves for ten seconds', async () => {
    const socket = await open()
    await waits()
    tickAfter(9_999)
    expect(isOpen()).toBe(true)
    tickAfter(1)
    expect(isOpen()).toBe(false)
    socket.destroy()
  })
})

describe('silence', () => {
  it('brings a heartbeat ten seconds after the last frame of any kind', async () => {
    const { heads } = await watch()
    const come = (...expected: string[]) => soon(() => expect(heads).toEqual(expected))
    tickAfter(9_000)
    connection.publish(small)
    await come('snapshot 1', 'changes 2')
    tickAfter(9_999)
    tickAfter(1)
    await come('snapshot 1', 'changes 2', 'heartbeat 3')
    tickAfter(9_999)
    connection.publish(small)
    await come('snapshot 1', 'changes 2', 'heartbeat 3', 'changes 4')
  })

  it('of a browser that is gone without a word ends after two pings', async () => {
    const socket = await open()
    // It reads, and never answers a ping.
    tickAfter(30_000)
    await readBytes(socket, 1)
    tickAfter(29_999)
    await readBytes(socket, 1)
    expect(isOpen()).toBe(true)
    tickAfter(1)
    expect(isOpen()).toBe(false)
    socket.destroy()
  })

  it('of a browser that answers pings does not', async () => {
    const { client } = await watch()
    for (let each = 0; each < 3; each++) {
      const pinged = new Promise((resolve) => client.once('ping', resolve))
      const answered = new Promise((resolve) => serverEnd.once('pong', resolve))
      tickAfter(30_000)
      await pinged
      await answered
    }
    expect(isOpen()).toBe(true)
  })
})
