/** Clients that send without end, or hardly at all; whatever they do, another is answered meanwhile. */
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { silentLog } from '../log.ts'
import { answerBroken } from './broken-request.ts'
import { certificateFiles } from './certificate.test-kit.ts'
import { FakeClock, fakeDeps } from './fake-deps.test-kit.ts'
import { createHttpServer } from './http-server.ts'
import type { HttpLimits } from './http-server.ts'
import { createServer } from './server.ts'
import { ServedCertificate } from './served-certificate.ts'
import { soon } from './soon.test-kit.ts'
import { shakeHands } from './tls.test-kit.ts'
import { loopbackTransport, Transport } from './transport.ts'

const server = createServer(fakeDeps())
let port = 0
beforeAll(async () => {
  port = (await server.listen('127.0.0.1', 0)).port
})
afterEach(async () => {
  expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200)
})
afterAll(() => server.close())

/** All that comes back until the connection ends; what is still to be sent then is not. */
function talk(socket: Duplex, chunks: Iterable<string>): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
    socket.on('error', () => {}).on('close', () => resolve(text))
    const rest = chunks[Symbol.iterator]()
    const send = (): void => {
      for (let next = rest.next(); !next.done; next = rest.next()) if (!socket.write(next.value)) return
    }
    socket.on('drain', send)
    send()
  })
}

const limit = 256 * 1024
const head = (more: string) =>
  `POST /api/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n${more}\r\n\r\n`
/** JSON of so many bytes. */
const json = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`

function* chunked(bytes: number, each: number) {
  const text = json(bytes)
  yield head('Transfer-Encoding: chunked')
  for (let from = 0; from < bytes; from += each) {
    const piece = text.slice(from, from + each)
    yield `${piece.length.toString(16)}\r\n${piece}\r\n`
  }
  yield '0\r\n\r\n'
}

function* endless(before: string, again: string) {
  yield before
  for (;;) yield again
}

function post(chunks: Iterable<string>): Promise<string> {
  return talk(connect(port, '127.0.0.1'), chunks)
}

describe('a body', () => {
  it('of 256 KiB is taken, whichever way its length is told', async () => {
    expect(await post([head(`Content-Length: ${limit}`), json(limit)])).toMatch(/^HTTP\/1.1 404 /)
    expect(await post(chunked(limit, 10_000))).toMatch(/^HTTP\/1.1 404 /)
  })

  it('of a byte more is refused', async () => {
    const refused = /^HTTP\/1.1 413 .*"body-too-large"/s
    expect(await post([head(`Content-Length: ${limit + 1}`)])).toMatch(refused)
    expect(await post(chunked(limit + 1, 10_000))).toMatch(refused)
    expect(await post(chunked(limit + 1, limit + 1))).toMatch(refused)
  })

  it('without an end is refused and no longer read', async () => {
    const piece = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`
    expect(await post(endless(head('Transfer-Encoding: chunked'), piece))).toMatch(/^HTTP\/1.1 413 /)
  })

  it('of which two lengths are told is refused', async () => {
    expect(await post([head('Content-Length: 2\r\nTransfer-Encoding: chunked'), '0\r\n\r\n'])).toMatch(
      /^HTTP\/1.1 400 /,
    )
    expect(await post([head('Content-Length: 2\r\nContent-Length: 3'), '"x"'])).toMatch(/^HTTP\/1.1 400 /)
  })
})

describe('headers', () => {
  const ask = 'GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n'
  const many = (count: number) => Array.from({ length: count }, (_, n) => `x-${n}: y\r\n`).join('')

  it('are a hundred at most', async () => {
    expect(await post([`${ask}${many(98)}\r\n`])).toMatch(/^HTTP\/1.1 200 /)
    expect(await post([`${ask}${many(99)}\r\n`])).toMatch(/^HTTP\/1.1 431 .*"headers-too-large"/s)
  })

  it.each([
    ['a hundred thousand of them', [`${ask}${'a:\r\n'.repeat(100_000)}\r\n`]],
    ['one without an end', endless(`${ask}x: `, 'y'.repeat(10_000))],
    ['an address without an end', endless('GET /', 'y'.repeat(10_000))],
  ])('are refused: %s', async (_what, chunks) => {
    expect(await post(chunks)).toMatch(/^HTTP\/1.1 431 .*content-security-policy.*"headers-too-large"/s)
  })
})

describe('a live socket', () => {
  it('is closed on a message of 17 KiB', async () => {
    const browser = new WebSocket(`ws://127.0.0.1:${port}/live`)
    browser.once('message', () => browser.send('x'.repeat(17 * 1024)))
    expect(await new Promise((resolve) => browser.on('error', () => {}).on('close', resolve))).toBe(1009)
  })

  it('is closed on a message in a million pieces of a byte each', async () => {
    const upgrade =
      `GET /live HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'
    // Masked with nothing (RFC 6455, section 5.2): a text begins, and goes on and on.
    const begin = '\x01\x81\0\0\0\0x'
    const pieces = Array.from({ length: 1_000 }, () => '\x00\x81\0\0\0\0x'.repeat(1_000))
    const socket = connect(port, '127.0.0.1').setDefaultEncoding('latin1') as Socket
    expect(await talk(socket, [upgrade, begin, ...pieces])).toMatch(/^HTTP\/1.1 101 /)
    await soon(() => expect(server.browsers()).toBe(0))
  })
})

/** Milliseconds: a limit that a test can wait for. */
const short = {
  headersTimeout: 60,
  requestTimeout: 120,
  handshakeTimeout: 60,
  connectionsCheckingInterval: 20,
}
const transports: Record<string, () => Promise<Transport>> = {
  'in clear': async () => loopbackTransport,
  'over TLS': async () => {
    const deps = { files: certificateFiles(), clock: new FakeClock(), log: silentLog }
    return new Transport({ certificate: await ServedCertificate.open(deps), proxies: [], names: [] })
  },
}

async function serveShort(how: string, limits: HttpLimits = short): Promise<number> {
  const transport = (await transports[how]?.()) ?? loopbackTransport
  const http = createHttpServer(
    (request, response) => void request.resume().on('end', () => response.end()),
    transport,
    limits,
  )
  http.on('clientError', answerBroken)
  onTestFinished(() => void http.close())
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return (http.address() as AddressInfo).port
}

/** One more header byte by byte, for as long as it is listened to. */
function drip(socket: Duplex, begin: string, next: string): Promise<string> {
  const timer = setInterval(() => socket.writable && socket.write(next), 10)
  return talk(socket, [begin]).finally(() => clearInterval(timer))
}

describe.each(Object.keys(transports))('a client that drips, %s', (how) => {
  const hello = async () => {
    const at = await serveShort(how)
    return how === 'in clear' ? connect(at, '127.0.0.1') : shakeHands(at)
  }

  it('its headers is cut off', async () => {
    expect(await drip(await hello(), 'GET / HTTP/1.1\r\nHost: localhost\r\n', 'x: y\r\n')).toMatch(
      /^HTTP\/1.1 408 .*"request-timeout"/s,
    )
  })

  it('its body is cut off', async () => {
    const begin = head('Transfer-Encoding: chunked')
    expect(await drip(await hello(), begin, '1\r\nx\r\n')).toMatch(/^HTTP\/1.1 408 .*"request-timeout"/s)
  })

  it('nothing at all is cut off', async () => {
    expect(await talk(await hello(), [])).toMatch(/^(HTTP\/1.1 408 |$)/)
  })
})

it('a client that drips its TLS handshake is cut off without a word', async () => {
  const at = await serveShort('over TLS', { ...short, handshakeTimeout: 60 })
  expect(await drip(connect(at, '127.0.0.1'), '\x16\x03\x01\x02\x00\x01', '\0')).toBe('')
})
