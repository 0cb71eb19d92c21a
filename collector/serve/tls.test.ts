/** The server over TLS, asked by clients of every age and by some that speak none. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { writeCertificate } from './certificate.test-kit.ts'
import { soon } from './soon.test-kit.ts'
import { askOverTls, serveOverTls, shakeHands } from './tls.test-kit.ts'

/** A client that would take anything, however old: what is refused, the server refuses. */
const takesAll = { ciphers: 'ALL:@SECLEVEL=0', minVersion: 'TLSv1' } as const

describe('over TLS', () => {
  it('the API is answered, and says where it listens', async () => {
    const { url, port } = await serveOverTls()
    expect(url).toBe(`https://127.0.0.1:${port}`)
    expect(await askOverTls(port, '/api/health')).toMatchObject({ status: 200 })
  })

  it('a name of the certificate is answered, and a look-alike refused', async () => {
    const { port } = await serveOverTls({ names: ['monitor.example'] })
    const statusOf = async (host: string) => (await askOverTls(port, '/api/health', { host })).status
    expect(await statusOf('monitor.example')).toBe(200)
    expect(await statusOf('monitor.example.evil.tld')).toBe(403)
    expect(await statusOf('evilmonitor.example:443')).toBe(403)
  })

  it('the live socket opens to a page of ours, and to none in clear', async () => {
    const { port, server } = await serveOverTls()
    const open = (origin: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`wss://127.0.0.1:${port}/live`, { origin, rejectUnauthorized: false })
        socket.on('error', (error) => resolve(error.message))
        socket.on('message', (data) => {
          resolve(JSON.parse(String(data)).type)
          socket.close()
        })
      })
    expect(await open(`https://127.0.0.1:${port}`)).toBe('snapshot')
    expect(await open(`http://127.0.0.1:${port}`)).toBe('Unexpected server response: 403')
    await soon(() => expect(server.browsers()).toBe(0))
  })

  it('a client that speaks none, or breaks off, is hung up on, and others are answered', async () => {
    const { port } = await serveOverTls()
    for (const bytes of ['GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', '\x16\x03\x01\x00\x05nonsense', '']) {
      const received = await new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
        let text = ''
        socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk))
        socket.on('error', () => {}).on('close', () => resolve(text))
      })
      expect(received).not.toContain('HTTP/1.1')
    }
    expect(await askOverTls(port, '/api/health')).toMatchObject({ status: 200 })
  })

  it('closing ends although a handshake is half done', async () => {
    const { port, server } = await serveOverTls()
    const half = connect(port, '127.0.0.1').on('error', () => {})
    await new Promise((resolve) => half.once('connect', resolve))
    half.write('\x16\x03\x01\x02\x00\x01')
    await server.close()
    await soon(() => expect(half.destroyed).toBe(true))
  })

  it('a certificate that was renewed is served to whoever comes next', async () => {
    const { port, files } = await serveOverTls({ names: ['old.example'] })
    const served = async () => {
      const socket = await shakeHands(port)
      const { subjectaltname } = socket.getPeerCertificate()
      socket.destroy()
      return subjectaltname
    }
    expect(await served()).toBe('DNS:old.example')
    const before = await shakeHands(port)
    writeCertificate(files, { names: ['new.example'] })
    await expect.poll(served).toBe('DNS:new.example')
    expect(before.destroyed).toBe(false)
    await expect(shakeHands(port, { ...takesAll, maxVersion: 'TLSv1.1' })).rejects.toThrow(/protocol version/)
    expect(await askOverTls(port, '/api/health', { host: 'new.example' })).toMatchObject({ status: 200 })
    before.destroy()
  })
})

describe('a handshake', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('of %s is done', async (version) => {
    const { port } = await serveOverTls()
    const socket = await shakeHands(port, { minVersion: version, maxVersion: version })
    expect(socket.getProtocol()).toBe(version)
    socket.destroy()
  })

  it.each(['TLSv1', 'TLSv1.1'] as const)('of %s is refused', async (maxVersion) => {
    const { port } = await serveOverTls({ key: 'rsa' })
    await expect(shakeHands(port, { ...takesAll, maxVersion })).rejects.toThrow(/protocol version/)
  })

  it.each([
    ['without forward secrecy', 'AES128-GCM-SHA256:AES256-GCM-SHA384:AES256-SHA256:AES128-SHA256'],
    ['with CBC', 'ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA384:AES128-SHA:AES256-SHA:CAMELLIA256-SHA'],
    ['with 3DES, RC4 or nothing', 'DES-CBC3-SHA:RC4-SHA:NULL-SHA256:ECDHE-RSA-NULL-SHA:AES128-SHA'],
    ['with nobody on the other side', 'aNULL:AES128-SHA'],
    ['with the classical Diffie-Hellman', 'DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384'],
  ])('%s is refused', async (_what, ciphers) => {
    const { port } = await serveOverTls({ key: 'rsa' })
    const weak = { minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` } as const
    await expect(shakeHands(port, weak)).rejects.toThrow(/handshake failure/)
  })

  it('by a client that takes anything has forward secrecy and authenticated encryption', async () => {
    const { port } = await serveOverTls({ key: 'rsa' })
    const socket = await shakeHands(port, { ...takesAll, maxVersion: 'TLSv1.2' })
    expect(socket.getCipher().name).toMatch(/^ECDHE-RSA-(AES(128|256)-GCM-SHA\d+|CHACHA20-POLY1305)$/)
    socket.destroy()
  })

  it('is not begun anew within a connection', async () => {
    const { port } = await serveOverTls()
    const socket = await shakeHands(port, { maxVersion: 'TLSv1.2' })
    const renegotiated = new Promise((resolve) => {
      socket
        .removeAllListeners('error')
        .on('error', resolve)
        .on('close', () => resolve('closed'))
      socket.renegotiate({}, resolve)
    })
    expect(await renegotiated).not.toBeNull()
    socket.destroy()
  })
})
