/** Requests through proxies that are named, and that are not, over real sockets. */
import { request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Client } from '../access/access.ts'
import { fakeDeps, identitiesOf } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'
import { Transport } from './transport.ts'

const proxy = '127.0.0.2'
const said = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }
const forged = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' }

/** A server that knows nobody, behind one proxy; `clients` are those who asked, as it understood them. */
async function serve() {
  const clients: Client[] = []
  const identities = {
    ...identitiesOf(null),
    identify: async (_shown: unknown, client: Client) => {
      clients.push(client)
      return null
    },
  }
  const transport = new Transport({ certificate: null, proxies: [proxy], names: ['monitor.example'] })
  const server = createServer(fakeDeps({ transport, identities }))
  onTestFinished(() => server.close())
  const { port } = await server.listen('127.0.0.1', 0)
  const ask = (localAddress: string, headers: Record<string, string> = {}, path = '/api/health') =>
    new Promise<number>((resolve, reject) => {
      const asked = { host: '127.0.0.1', port, path, headers, localAddress, agent: false }
      const sent = request(asked, (response) => resolve(response.resume().statusCode ?? 0))
      sent.on('error', reject).end()
    })
  return { clients, ask }
}

describe('the health of the collector, without a token', () => {
  it('is answered to this machine', async () => {
    const { ask, clients } = await serve()
    expect(await ask('127.0.0.1')).toBe(200)
    expect(clients).toMatchObject([{ address: '127.0.0.1', isLoopback: true }])
  })

  it.each([
    ['the proxy, which leaves out whom it asks for', proxy, { 'x-forwarded-proto': 'https' }, proxy],
    ['the proxy, for one who forged that he is here', proxy, forged, '127.0.0.1'],
    ['the proxy, for one elsewhere', proxy, said, '203.0.113.9'],
    ['a proxy that nobody named', '127.0.0.1', said, '127.0.0.1'],
  ])('is refused to %s', async (_who, from, headers, address) => {
    const { ask, clients } = await serve()
    expect(await ask(from, headers)).toBe(401)
    expect(clients).toMatchObject([{ address, isLoopback: false }])
  })
})

describe('through a proxy that does not say https', () => {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket' }

  it.each<[says: string, Record<string, string>]>([
    ['nothing', {}],
    ['http', { 'x-forwarded-proto': 'http' }],
    ['http at last', { 'x-forwarded-proto': 'https, http' }],
  ])('and says %s, nothing is answered, and nobody looked for', async (_says, headers) => {
    const { ask, clients } = await serve()
    for (const path of ['/', '/api/health', '/api/session', '/nowhere'])
      expect(await ask(proxy, headers, path)).toBe(403)
    expect(await ask(proxy, { ...upgrade, ...headers }, '/live')).toBe(403)
    expect(clients).toEqual([])
  })
})

describe('the live socket, asked for by a page', () => {
  const upgrade = {
    host: 'monitor.example',
    cookie: 'sid=x',
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  }
  const statusOf = async (from: string, headers: Record<string, string>) =>
    (await serve()).ask(from, { ...upgrade, ...headers }, '/live')

  it('of ours, through the proxy, is not refused for where it is from', async () => {
    expect(await statusOf(proxy, { ...said, origin: 'https://monitor.example' })).toBe(401)
  })

  it.each([
    ['of ours in clear, where the proxy says https', proxy, said, 'http://monitor.example'],
    ['of ours over https, where nobody named the proxy', '127.0.0.1', said, 'https://monitor.example'],
    ['of another port', proxy, said, 'https://monitor.example:8443'],
    ['of a stranger', proxy, said, 'https://evil.example'],
    [
      'that the proxy says is of another host',
      proxy,
      { ...said, 'x-forwarded-host': 'evil.example' },
      'https://evil.example',
    ],
  ])('%s is refused', async (_what, from, headers, origin) => {
    expect(await statusOf(from, { ...headers, origin })).toBe(403)
  })
})
