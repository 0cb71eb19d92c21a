/** The live socket as a browser meets it: a real server, real clients. */
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Shown } from '../access/access.ts'
import {
  aPublication,
  anAdministrator,
  aSnapshot,
  fakeDeps,
  FakeClock,
  identitiesOf,
  startedAt,
} from './fake-deps.test-kit.ts'
import { everything } from '../domain/scope.ts'
import { Audience } from './audience.ts'
import { Live } from './live.ts'
import { createServer } from './server.ts'
import type { Server } from './server.ts'
import { soon } from './soon.test-kit.ts'
import type { LiveFrame } from './wire.ts'

let server: Server
let clock: FakeClock
let url: string

beforeEach(async () => {
  clock = new FakeClock()
  server = createServer(fakeDeps({ clock }))
  url = (await server.listen('127.0.0.1', 0)).url.replace('http', 'ws')
})
afterEach(() => server.close())

interface Watching {
  socket: WebSocket
  frames: LiveFrame[]
  closed: Promise<{ code: number; reason: string }>
}

/** Resolves once the snapshot is there. */
async function watch(): Promise<Watching> {
  const socket = new WebSocket(`${url}/live`)
  const frames: LiveFrame[] = []
  socket.on('message', (data) => frames.push(JSON.parse(String(data))))
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  await soon(() => expect(frames.length).toBe(1))
  return { socket, frames, closed }
}

describe('a browser that watches', () => {
  it('gets the snapshot first, then changes, numbered without holes', async () => {
    const { frames } = await watch()
    server.publish(aPublication)
    server.publish({ ...aPublication, at: startedAt + 2_000 })
    await soon(() => expect(frames.length).toBe(3))
    expect(frames).toEqual([
      { type: 'snapshot', seq: 1, ...aSnapshot },
      { type: 'changes', seq: 2, ...aPublication },
      { type: 'changes', seq: 3, ...aPublication, at: startedAt + 2_000 },
    ])
  })

  it('has its own numbering', async () => {
    const first = await watch()
    server.publish(aPublication)
    await soon(() => expect(first.frames.length).toBe(2))
    const second = await watch()
    server.publish(aPublication)
    await soon(() => expect([first.frames.length, second.frames.length]).toEqual([3, 2]))
    expect(second.frames.map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('is counted until it goes', async () => {
    const { socket } = await watch()
    expect(server.browsers()).toBe(1)
    socket.close()
    await soon(() => expect(server.browsers()).toBe(0))
  })

  it('hears a heartbeat after ten seconds of silence, and not of a publication of nothing', async () => {
    const { frames } = await watch()
    server.publish({ at: 5, satker: [], links: [], outages: [] })
    clock.advance(10_000)
    await soon(() => expect(frames.length).toBe(2))
    expect(frames[1]).toEqual({ type: 'heartbeat', seq: 2, at: startedAt + 10_000 })
  })

  it('gets a new snapshot for the asking', async () => {
    const { socket, frames } = await watch()
    clock.advance(1_000)
    socket.send('{"type":"resync"}')
    await soon(() => expect(frames.length).toBe(2))
    expect(frames[1]).toEqual({ type: 'snapshot', seq: 2, ...aSnapshot })
  })

  it('gets one snapshot for a flood of asking, and the changes after it', async () => {
    const { socket, frames } = await watch()
    for (let each = 0; each < 500; each++) socket.send('{"type":"resync"}')
    // The pong comes when the server has read all that was sent before the ping.
    await new Promise((resolve) => {
      socket.once('pong', resolve)
      socket.ping()
    })
    clock.advance(1_000)
    await soon(() => expect(frames.length).toBe(2))
    server.publish(aPublication)
    await soon(() => expect(frames.length).toBe(3))
    expect(frames.map(({ type, seq }) => [type, seq])).toEqual([
      ['snapshot', 1],
      ['snapshot', 2],
      ['changes', 3],
    ])
  })

  it('gets a new snapshot when links came or went', async () => {
    const { frames } = await watch()
    clock.advance(1_000)
    server.refresh()
    await soon(() => expect(frames.map(({ type }) => type)).toEqual(['snapshot', 'snapshot']))
  })

  it('is told goodbye when the collector stops', async () => {
    const { closed } = await watch()
    await server.close()
    expect(await closed).toEqual({ code: 1001, reason: 'The collector stops.' })
  })
})

describe('a browser that says anything but resync', () => {
  const rubbish: [what: string, message: string | Buffer, code: number][] = [
    ['another type', '{"type":"subscribe"}', 1008],
    ['more than the type', '{"type":"resync","links":["a"]}', 1008],
    ['the type in a prototype', '{"__proto__":{"type":"resync"}}', 1008],
    ['broken JSON', '{"type":', 1008],
    ['a list', '["resync"]', 1008],
    ['null', 'null', 1008],
    ['nothing', '', 1008],
    ['binary', Buffer.from('{"type":"resync"}'), 1008],
    ['more than 16 KiB', `{"type":"resync"}${' '.repeat(16 * 1024)}`, 1009],
  ]
  it.each(rubbish)('%s is closed', async (_what, message, expected) => {
    const { socket, closed } = await watch()
    socket.send(message)
    expect((await closed).code).toBe(expected)
    await soon(() => expect(server.browsers()).toBe(0))
  })

  it('is closed when it sends its message in many tiny pieces', async () => {
    const { socket, closed } = await watch()
    for (let each = 0; each < 100; each++) socket.send(' ', { fin: false })
    expect((await closed).code).toBe(1008)
  })
})

describe('when as many browsers watch as may', () => {
  /** Each is their own caller by the token that they show. */
  async function room(limit: number) {
    const identities = {
      ...identitiesOf(anAdministrator),
      identify: async ({ bearer }: Shown) => ({ ...anAdministrator, id: bearer ?? '' }),
    }
    const audienceOf = () => new Audience(everything, () => aSnapshot, clock)
    const live = new Live({ ...fakeDeps({ clock, identities }), audienceOf }, limit)
    const http = createHttpServer().on('upgrade', (request, socket, head) =>
      live.upgrade(request, socket, head),
    )
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    onTestFinished(async () => {
      await live.close()
      await new Promise((resolve) => http.close(resolve))
    })
    return (token: string) => {
      const address = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/live`
      const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } })
      return new Promise<string>((resolve) => {
        socket.once('message', () => resolve('in'))
        socket.once('error', ({ message }) => resolve(message))
      })
    }
  }

  it('the next is refused with 503', async () => {
    const open = await room(1)
    expect(await open('ani')).toBe('in')
    expect(await open('budi')).toContain('503')
  })

  it('nobody takes more than a quarter of the places', async () => {
    const open = await room(8)
    expect([await open('wall'), await open('wall'), await open('ani')]).toEqual(['in', 'in', 'in'])
    expect(await open('wall')).toContain('503')
    expect(await open('ani')).toBe('in')
  })
})
