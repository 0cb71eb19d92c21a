/** Who may open the live socket: the upgrade as bytes, for a client would not send all of these. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeDeps, identitiesOf } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'
import { soon } from './soon.test-kit.ts'

const server = createServer(fakeDeps())
let port = 0
beforeAll(async () => {
  port = (await server.listen('127.0.0.1', 0)).port
})
afterAll(() => server.close())

type Headers = Record<string, string | null>

/** The head and body of the answer to an upgrade; a header given as null is left out. */
function upgrade(headers: Headers = {}, path = '/live', method = 'GET', to = port): Promise<string> {
  const all: Headers = {
    Host: `127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) =>
    value === null ? '' : `${name}: ${value.replaceAll('PORT', String(port))}\r\n`,
  )
  return new Promise((resolve, reject) => {
    const socket = connect(to, '127.0.0.1', () =>
      socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`),
    )
    let text = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk
      if (text.startsWith('HTTP/1.1 101')) socket.destroy()
    })
    socket.on('error', reject).on('close', () => resolve(text))
  })
}

const accepted: [what: string, headers: Headers][] = [
  ['no Origin and no cookie, as a program sends', {}],
  ['our own Origin', { Origin: 'http://127.0.0.1:PORT' }],
  ['our own Origin with a cookie', { Origin: 'http://127.0.0.1:PORT', Cookie: 'sid=1' }],
  ['our own Origin by another name of ours', { Host: 'localhost:PORT', Origin: 'http://localhost:PORT' }],
  ['our own Origin as ::1', { Host: '[::1]:PORT', Origin: 'http://[::1]:PORT' }],
]

const refused: [what: string, status: number, code: string, headers: Headers][] = [
  ['no Origin but a cookie', 403, 'bad-origin', { Cookie: 'sid=1' }],
  ['the Origin null', 403, 'bad-origin', { Origin: 'null' }],
  ['an empty Origin', 403, 'bad-origin', { Origin: '' }],
  ['a foreign Origin', 403, 'bad-origin', { Origin: 'https://evil.example' }],
  ['an Origin that begins like ours', 403, 'bad-origin', { Origin: 'http://127.0.0.1:PORT.evil.example' }],
  ['an Origin that ends like ours', 403, 'bad-origin', { Origin: 'http://evil.example/127.0.0.1:PORT' }],
  ['an Origin with ours as its user', 403, 'bad-origin', { Origin: 'http://127.0.0.1:PORT@evil.example' }],
  ['our host at another port', 403, 'bad-origin', { Origin: 'http://127.0.0.1:1' }],
  ['our host without the port', 403, 'bad-origin', { Origin: 'http://127.0.0.1' }],
  ['our host by another name', 403, 'bad-origin', { Origin: 'http://localhost:PORT' }],
  ['our host by TLS where there is none', 403, 'bad-origin', { Origin: 'https://127.0.0.1:PORT' }],
  ['another scheme', 403, 'bad-origin', { Origin: 'ftp://127.0.0.1:PORT' }],
  ['a path after the Origin', 403, 'bad-origin', { Origin: 'http://127.0.0.1:PORT/' }],
  ['a foreign Host', 403, 'bad-host', { Host: 'evil.example' }],
  ['a rebound name', 403, 'bad-host', { Host: 'evil.example', Origin: 'http://evil.example' }],
  ['no Host', 400, 'bad-request', { Host: null }],
  ['no key', 400, 'bad-request', { 'Sec-WebSocket-Key': null }],
  ['a key that is none', 400, 'bad-request', { 'Sec-WebSocket-Key': 'x' }],
  ['an old version', 400, 'bad-request', { 'Sec-WebSocket-Version': '7' }],
]

describe('an upgrade', () => {
  it.each(accepted)('with %s is accepted', async (_what, headers) => {
    expect(await upgrade(headers)).toMatch(/^HTTP\/1.1 101 /)
  })

  it.each(refused)('with %s is refused with %i', async (_what, status, code, headers) => {
    const answer = await upgrade(headers)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain('content-type: application/json')
    expect(answer).toContain("content-security-policy: default-src 'none'")
    expect(answer).toContain(`{"error":{"code":"${code}"`)
  })

  it('with two Origins is refused', async () => {
    const answer = await upgrade({ Origin: `http://127.0.0.1:${port}\r\nOrigin: https://evil.example` })
    expect(answer).toMatch(/^HTTP\/1.1 403 /)
  })

  it.each(['/', '/live/', '/api/network', '/liv%65', '/Live'])('of %s is 404', async (path) => {
    expect(await upgrade({}, path)).toMatch(/^HTTP\/1.1 404 .*"not-found"/s)
  })

  it('by another method is 405', async () => {
    expect(await upgrade({}, '/live', 'POST')).toMatch(/^HTTP\/1.1 405 .*allow: GET, HEAD/s)
  })

  it('to HTTP/2 is left aside and the request answered', async () => {
    const answer = await upgrade({ Upgrade: 'h2c', Connection: 'Upgrade, close' }, '/api/health')
    expect(answer).toMatch(/^HTTP\/1.1 200 /)
  })

  it('of nobody is refused with 401, before the socket opens', async () => {
    const strict = createServer(fakeDeps({ identities: identitiesOf(null) }))
    const { port: own } = await strict.listen('127.0.0.1', 0)
    const answer = await upgrade({ Host: `127.0.0.1:${own}` }, '/live', 'GET', own)
    expect(answer).toMatch(/^HTTP\/1.1 401 .*www-authenticate: Bearer.*"not-signed-in"/s)
    await strict.close()
  })

  it('leaves no browser behind', async () => {
    await soon(() => expect(server.browsers()).toBe(0))
  })
})
