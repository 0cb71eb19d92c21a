/** The headers of every answer there is, in clear, over TLS and through a proxy. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { answerHeaders } from './answer-headers.ts'
import { fakeDeps } from './fake-deps.test-kit.ts'
import { rules } from './rules.ts'
import { createServer } from './server.ts'
import { askOverTls, serveOverTls, shakeHands } from './tls.test-kit.ts'
import { Transport } from './transport.ts'

const hsts = 'strict-transport-security'

/** A built page with one asset. */
function aPage(): string {
  const page = mkdtempSync(join(tmpdir(), 'satker-page-'))
  onTestFinished(() => rmSync(page, { recursive: true }))
  mkdirSync(join(page, 'assets'))
  writeFileSync(join(page, 'index.html'), '<!doctype html>')
  writeFileSync(join(page, 'assets', 'index-DiwrgTda.js'), 'export {}')
  return page
}

type Ask = (path: string, headers?: Record<string, string>, method?: string) => Promise<IncomingHttpHeaders>

/** Every route there is, and what is no route. */
const answers: [method: string, path: string, headers?: Record<string, string>][] = [
  ...Object.keys(rules).flatMap((rule): [string, string][] => {
    const [method = '', path = ''] = rule.split(' ')
    return method === 'WebSocket' ? [] : [[method, path.replace(/:\w+/, '900002').replace('*', 'robots.txt')]]
  }),
  ['GET', '/satker/900002', { accept: 'text/html' }],
  ['GET', '/assets/index-DiwrgTda.js'],
  ['GET', '/assets/nothing.js'],
  ['HEAD', '/'],
  ['GET', '/api/nothing'],
  ['GET', '/api/network?x=1'],
  ['GET', '/api/%E0%A4%A'],
  ['GET', `/${'a'.repeat(9_000)}`],
  ['GET', '/', { host: 'evil.example' }],
  ['POST', '/api/session', { 'content-type': 'text/plain' }],
  ['POST', '/api/session', { 'content-type': 'application/json', 'content-length': '300000' }],
  ['OPTIONS', '/api/network'],
  ['TRACE', '/api/network'],
]

/** What Node says with bare bytes: broken requests, and upgrades and tunnels that are refused. */
const bare = [
  'NONSENSE\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
  'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
  'GET /api/nothing HTTP/1.1\r\nHost: localhost\r\nExpect: the-unexpected\r\nConnection: close\r\n\r\n',
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET /live HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  'GET /elsewhere HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  'GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 7\r\n\r\n',
]

function say(socket: Duplex, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
    socket.on('error', () => {}).on('close', () => resolve(text))
    socket.write(bytes)
  })
}

function askInClear(port: number, always: Record<string, string> = {}): Ask {
  return (path, headers = {}, method = 'GET') =>
    new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: { ...headers, ...always },
        agent: false,
      }
      const sent = request(options, (response) => resolve(response.resume().headers))
      sent.on('error', reject).end()
    })
}

async function expectAll(ask: Ask, secure: string | undefined): Promise<void> {
  const lacking: string[] = []
  for (const [method, path, headers] of answers) {
    const answered = await ask(path, headers, method)
    const names = Object.keys(answerHeaders).filter((name) => name !== 'cache-control')
    const isWhole =
      names.every((name) => answered[name] === answerHeaders[name]) &&
      answered['cache-control'] !== undefined &&
      answered[hsts] === secure
    if (!isWhole) lacking.push(`${method} ${path.slice(0, 40)}`)
  }
  expect(lacking).toEqual([])
}

async function expectBare(open: () => Duplex | Promise<Duplex>, secure: boolean): Promise<void> {
  for (const bytes of bare) {
    const text = (await say(await open(), bytes)).toLowerCase()
    expect(text, bytes.slice(0, 60)).toMatch(/^http\/1.1 4\d\d /)
    for (const [name, value] of Object.entries(answerHeaders))
      expect(text, bytes.slice(0, 60)).toContain(`\r\n${name}: ${value.toLowerCase()}\r\n`)
    expect(text.includes(`\r\n${hsts}: max-age=31536000\r\n`)).toBe(secure)
  }
}

describe('every answer carries all headers', () => {
  it('in clear, and no promise of TLS', async () => {
    const server = createServer(fakeDeps({ page: aPage() }))
    onTestFinished(() => server.close())
    const { port } = await server.listen('127.0.0.1', 0)
    await expectAll(askInClear(port), undefined)
    await expectBare(() => connect(port, '127.0.0.1'), false)
  })

  it('over TLS, with a promise of it for a year', async () => {
    const { port } = await serveOverTls({}, { page: aPage() })
    const ask: Ask = async (path, headers, method) => (await askOverTls(port, path, headers, method)).headers
    await expectAll(ask, 'max-age=31536000')
    await expectBare(() => shakeHands(port), true)
  })

  it('through a proxy that says https, and only where it is named', async () => {
    const transport = new Transport({ certificate: null, proxies: ['127.0.0.1'], names: ['monitor.example'] })
    const said = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' }
    for (const [instead, secure] of [
      [{ transport }, 'max-age=31536000'],
      [{}, undefined],
    ] as const) {
      const server = createServer(fakeDeps({ page: aPage(), ...instead }))
      onTestFinished(() => server.close())
      await expectAll(askInClear((await server.listen('127.0.0.1', 0)).port, said), secure)
    }
  })
})

describe('the Content-Security-Policy', () => {
  const policy = answerHeaders['content-security-policy'] ?? ''

  it('allows nothing that stands in the page itself, and no other host', () => {
    expect(policy).not.toMatch(/unsafe-|\*|https?:|strict-dynamic/)
    expect(policy).toMatch(/^default-src 'none';/)
  })
})
