/** What a request may be believed of itself. Sockets are played here; http-server.test.ts has real ones. */
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silentLog } from '../log.ts'
import { certificateFiles } from './certificate.test-kit.ts'
import { FakeClock } from './fake-deps.test-kit.ts'
import { loopbackTransport, openTransport, Transport } from './transport.ts'

type Headers = Record<string, string>

function ask(peer: string, headers: Headers = {}, socket: Socket = new Socket()): IncomingMessage {
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  Object.assign(request.headers, { host: 'monitor.example', ...headers })
  Object.assign(request.headersDistinct, { host: [request.headers.host] })
  return request
}

const overTls = () => new TLSSocket(new Socket())
const behindProxy = new Transport({
  certificate: null,
  proxies: ['10.0.0.5', '127.0.0.1'],
  names: ['monitor.example'],
})
const withTls = async (names: string[] = []) =>
  openTransport(
    {
      host: '::',
      tls: certificateFiles({ names: ['monitor.example', '*.vpn.example'] }),
      proxies: [],
      names,
    },
    { clock: new FakeClock(), log: silentLog },
  )

describe('who asks', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', true],
    ['::ffff:127.0.0.1', '127.0.0.1', true],
    ['::1', '::1', true],
    ['192.168.1.9', '192.168.1.9', false],
    ['fe80::1%eth0', 'fe80::1', false],
  ])('from %s is %s, loopback: %s', (peer, address, isLoopback) =>
    expect(loopbackTransport.clientOf(ask(peer))).toEqual({ address, isLoopback, isSecure: false }),
  )

  const forged = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' }

  it('is not believed about itself where it is no named proxy', () => {
    expect(behindProxy.clientOf(ask('192.168.1.9', forged))).toEqual({
      address: '192.168.1.9',
      isLoopback: false,
      isSecure: false,
    })
  })

  it.each(['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'])(
    'is not loopback with the %s of a proxy that nobody named',
    (name) =>
      expect(loopbackTransport.clientOf(ask('127.0.0.1', { [name]: '127.0.0.1' }))).toEqual({
        address: '127.0.0.1',
        isLoopback: false,
        isSecure: false,
      }),
  )

  it.each<[says: string, Headers, address: string, isSecure: boolean]>([
    ['both', { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }, '203.0.113.9', true],
    [
      'what it was told before its own',
      { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' },
      '203.0.113.9',
      false,
    ],
    ['the scheme alone', { 'x-forwarded-proto': 'https' }, '10.0.0.5', true],
    ['a scheme it was told before its own', { 'x-forwarded-proto': 'https, http' }, '10.0.0.5', false],
    ['wss', { 'x-forwarded-proto': 'wss' }, '10.0.0.5', true],
    ['nothing', {}, '10.0.0.5', false],
    ['no address', { 'x-forwarded-for': 'unknown' }, '10.0.0.5', false],
    ['loopback', forged, '127.0.0.1', true],
  ])('through a named proxy that says %s', (_says, headers, address, isSecure) => {
    const expected = { address, isLoopback: false, isSecure }
    expect(behindProxy.clientOf(ask('10.0.0.5', headers))).toEqual(expected)
    expect(behindProxy.clientOf(ask('::ffff:10.0.0.5', headers))).toEqual(expected)
  })

  it('is never loopback through a proxy on loopback, whatever headers it has', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('127.0.0.1', '::1', 'https', ''))
    const names = fc.constantFrom('x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'host')
    fc.assert(
      fc.property(fc.dictionary(names, value), (headers) => {
        expect(behindProxy.clientOf(ask('127.0.0.1', headers)).isLoopback).toBe(false)
      }),
    )
  })

  it('is on loopback beside a proxy by another address of it', () => {
    expect(behindProxy.clientOf(ask('127.0.0.2')).isLoopback).toBe(true)
  })

  it('is secure over TLS, unless a proxy was asked in clear', async () => {
    expect((await withTls()).clientOf(ask('192.168.1.9', {}, overTls())).isSecure).toBe(true)
    for (const headers of [{ 'x-forwarded-proto': 'http' }, {}] as Headers[])
      expect(behindProxy.clientOf(ask('10.0.0.5', headers, overTls())).isSecure).toBe(false)
  })
})

describe('our own Origin', () => {
  it.each<[peer: string, Headers, origin: string]>([
    ['127.0.0.1', { host: 'localhost:8080' }, 'http://localhost:8080'],
    ['127.0.0.1', { host: 'LOCALHOST:80' }, 'http://localhost'],
    ['192.168.1.9', { 'x-forwarded-proto': 'https' }, 'http://monitor.example'],
    ['10.0.0.5', { 'x-forwarded-proto': 'https' }, 'https://monitor.example'],
    ['10.0.0.5', { 'x-forwarded-proto': 'https', host: 'monitor.example:443' }, 'https://monitor.example'],
    [
      '10.0.0.5',
      { 'x-forwarded-proto': 'https', host: 'monitor.example:8443' },
      'https://monitor.example:8443',
    ],
    ['10.0.0.5', { 'x-forwarded-host': 'evil.example' }, 'http://monitor.example'],
  ])('asked from %s with %j is %s', (peer, headers, origin) =>
    expect(behindProxy.ownOrigin(ask(peer, headers))).toBe(origin),
  )

  it('is https over TLS', async () => {
    expect((await withTls()).ownOrigin(ask('192.168.1.9', { host: '[::1]:8443' }, overTls()))).toBe(
      'https://[::1]:8443',
    )
  })
})

describe('a Host', () => {
  const isTaken = (transport: Transport, host: string) =>
    transport.checkHost(ask('127.0.0.1', { host })) === null

  it.each(['localhost', '127.0.0.1:8080', '127.200.3.4', '[::1]:1'])('%s is ours on loopback', (host) =>
    expect(isTaken(loopbackTransport, host)).toBe(true),
  )
  it.each(['10.0.0.1', '[fd00::1]', '0.0.0.0', 'monitor.example', 'sub.localhost', 'localhost.'])(
    '%s is not ours on loopback',
    (host) => expect(isTaken(loopbackTransport, host)).toBe(false),
  )

  it.each([
    'monitor.example',
    'MONITOR.example:8443',
    'a.vpn.example',
    'given.example',
    '10.0.0.1',
    '[fd00::1]:1',
  ])('%s is ours by certificate, by --name or as an address', async (host) =>
    expect(isTaken(await withTls(['given.example']), host)).toBe(true),
  )
  it.each([
    'evilmonitor.example',
    'monitor.example.evil.tld',
    'monitor.example.',
    'me@monitor.example',
    'monitor.example:99999',
    'a.b.vpn.example',
    'a.given.example',
    '.vpn.example',
    '0x0a.0.0.1',
  ])('%s is not, though it looks like it', async (host) =>
    expect(isTaken(await withTls(['given.example']), host)).toBe(false),
  )
})

describe('a peer', () => {
  const https = { 'x-forwarded-proto': 'https' }

  it.each<[peer: string, Headers, code: string | null]>([
    ['127.0.0.2', {}, null],
    ['10.0.0.5', https, null],
    ['::ffff:10.0.0.5', https, null],
    ['10.0.0.5', { 'x-forwarded-proto': 'wss' }, null],
    ['10.0.0.5', { 'x-forwarded-proto': 'http, HTTPS' }, null],
    ['10.0.0.6', https, 'tls-required'],
    ['', https, 'tls-required'],
  ])('%j that says %j is answered with %s where we speak in clear', (peer, headers, code) =>
    expect(behindProxy.checkPeer(ask(peer, headers))?.code ?? null).toBe(code),
  )

  it.each<[says: string, Headers]>([
    ['nothing', {}],
    ['http', { 'x-forwarded-proto': 'http' }],
    ['ws', { 'x-forwarded-proto': 'ws' }],
    ['no scheme', { 'x-forwarded-proto': '' }],
    ['on', { 'x-forwarded-proto': 'on' }],
    ['https only of what it was told', { 'x-forwarded-proto': 'https, http' }],
    ['https in a header that is not asked for', { forwarded: 'proto=https', 'x-forwarded-ssl': 'on' }],
  ])('that is a named proxy and says %s is told which header to set', (_says, headers) => {
    for (const peer of ['10.0.0.5', '127.0.0.1'])
      for (const socket of [new Socket(), overTls()])
        expect(behindProxy.checkPeer(ask(peer, headers, socket))).toMatchObject({
          code: 'tls-required',
          message: expect.stringContaining('X-Forwarded-Proto'),
        })
  })
})

describe('opening', () => {
  const deps = { clock: new FakeClock(), log: silentLog }

  it.each(['0.0.0.0', '192.168.1.1', 'monitor.example'])('on %s in clear is refused', async (host) => {
    await expect(openTransport({ host, tls: null, proxies: [], names: [] }, deps)).rejects.toThrow(
      `Cannot listen on ${host}: beyond this machine passwords would cross the network in clear.`,
    )
  })

  it('on any address is right with one of them', async () => {
    const tls = certificateFiles()
    await openTransport({ host: '0.0.0.0', tls, proxies: [], names: [] }, deps)
    await openTransport({ host: '0.0.0.0', tls: null, proxies: ['10.0.0.5'], names: [] }, deps)
  })

  it('with files that cannot be served with says why', async () => {
    const tls = { cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' }
    await expect(openTransport({ host: '::', tls, proxies: [], names: [] }, deps)).rejects.toThrow(
      '--tls-cert /nowhere/cert.pem is not there.',
    )
  })
})
