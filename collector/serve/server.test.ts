import { request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { aPublication, fakeDeps } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'
import type { Server } from './server.ts'
import { soon } from './soon.test-kit.ts'
import { Transport } from './transport.ts'

const servers: Server[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

function create(instead: Parameters<typeof fakeDeps>[0] = {}): Server {
  const server = createServer(fakeDeps(instead))
  servers.push(server)
  return server
}

describe('listening', () => {
  it.each(['0.0.0.0', '::', '192.168.1.1', 'monitor.example'])(
    'on %s is refused, with the way out',
    async (host) => {
      await expect(create().listen(host, 0)).rejects.toThrow(
        `Cannot listen on ${host}: beyond this machine passwords would cross the network in clear. Give a certificate ` +
          '(--tls-cert FILE --tls-key FILE), or name the reverse proxy in front that has one (--proxy ADDRESS), or ' +
          'listen on 127.0.0.1 or ::1.',
      )
    },
  )

  it('says where', async () => {
    const { host, port, url } = await create().listen('localhost', 0)
    expect(['127.0.0.1', '::1']).toContain(host)
    expect(port).toBeGreaterThan(0)
    expect((await fetch(`${url}/api/health`)).status).toBe(200)
  })

  it('everywhere is allowed behind a proxy that is named, and answers nobody in clear but it', async () => {
    const transport = new Transport({ certificate: null, proxies: ['127.0.0.2'], names: [] })
    const { port, url } = await create({ transport }).listen('0.0.0.0', 0)
    expect(url).toBe(`http://localhost:${port}`)
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal)?.address
    const codeFrom = (localAddress: string, host = localAddress) =>
      new Promise((resolve) => {
        const headers = { 'x-forwarded-proto': 'https' }
        const asked = { host, port, path: '/api/health', headers, localAddress, agent: false }
        request(asked, (response) => resolve(response.resume().statusCode)).end()
      })
    expect([await codeFrom('127.0.0.1'), await codeFrom('127.0.0.2')]).toEqual([200, 200])
    if (outside !== undefined) expect(await codeFrom(outside)).toBe(403)
  })

  it('on a port that is taken says so', async () => {
    const { port } = await create().listen('127.0.0.1', 0)
    await expect(create().listen('127.0.0.1', port)).rejects.toThrow(
      `Cannot listen on 127.0.0.1 port ${port}: another program does. Stop it, or choose another port.`,
    )
  })
})

describe('closing', () => {
  it('ends although a browser watches without reading, a request is half sent and an answer never comes', async () => {
    const server = create({ outages: () => new Promise(() => {}) })
    const { port, url } = await server.listen('127.0.0.1', 0)
    const browser = new WebSocket(`${url.replace('http', 'ws')}/live`)
    await new Promise((resolve) => browser.once('message', resolve))
    browser.pause()
    const half = connect(port, '127.0.0.1')
    half.on('error', () => {}).write('GET / HTTP/1.1\r\nHost: loc')
    const waiting = fetch(`${url}/api/outages`).catch((error: Error) => error)
    const idle = connect(port, '127.0.0.1').on('error', () => {})
    await new Promise((resolve) => idle.once('connect', resolve))
    await server.close()
    expect(await waiting).toBeInstanceOf(Error)
    await soon(() => expect([half.destroyed, idle.destroyed]).toEqual([true, true]))
    expect(server.browsers()).toBe(0)
    browser.terminate()
  })

  it('may be asked for twice, and before listening', async () => {
    const server = create()
    await server.close()
    await server.close()
  })

  it('leaves nothing that a publication could fail on', async () => {
    const server = create()
    await server.listen('127.0.0.1', 0)
    await server.close()
    expect(() => server.publish(aPublication)).not.toThrow()
  })
})
