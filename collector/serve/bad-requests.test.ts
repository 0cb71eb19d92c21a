/** Every way to ask wrongly that we know of, against the real server. */
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerHeaders } from './answer-headers.ts'
import { fakeDeps, startedAt } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'

const server = createServer(fakeDeps())
let port = 0
beforeAll(async () => {
  port = (await server.listen('127.0.0.1', 0)).port
})
afterAll(() => server.close())

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** Sends the path as it stands, which fetch would tidy up. */
function ask(path: string, method = 'GET', headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** What the server says to bytes that no HTTP client would send, until it hangs up. */
function sendBytes(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk))
    socket.on('error', reject).on('close', () => resolve(text))
  })
}

const day = 86_400_000
const readings = '/api/links/contoh-vpn/readings'

const wrong: [path: string, status: number, code: string, says: string][] = [
  ['/api/network?x=1', 400, 'bad-request', 'There is no parameter "x" here: this address takes none.'],
  ['/api/health?__proto__=1', 400, 'bad-request', 'There is no parameter "__proto__" here'],
  ['/api/openapi.json?v=2', 400, 'bad-request', 'no parameter "v"'],
  [`${readings}?fro=1`, 400, 'bad-request', 'it takes from, to, resolution'],
  [`${readings}?from=1&from=2`, 400, 'bad-request', 'The parameter from is given more than once.'],
  [`${readings}?from[]=1`, 400, 'bad-request', 'no parameter "from[]"'],
  [`${readings}?from=`, 400, 'bad-request', 'from must be a time in epoch milliseconds'],
  [`${readings}?from=yesterday`, 400, 'bad-request', 'not "yesterday"'],
  [`${readings}?from=-1`, 400, 'bad-request', 'not "-1"'],
  [`${readings}?from=1.5`, 400, 'bad-request', 'not "1.5"'],
  [`${readings}?from=1e12`, 400, 'bad-request', 'not "1e12"'],
  [`${readings}?from=+5`, 400, 'bad-request', 'not " 5"'],
  [`${readings}?from=9999999999999999`, 400, 'bad-request', 'not "9999999999999999"'],
  [`${readings}?from=%E0%A4%A`, 400, 'bad-request', 'from must be a time'],
  [`${readings}?from=${'9'.repeat(5000)}`, 400, 'bad-request', '…'],
  [`${readings}?from=200&to=100`, 400, 'bad-request', 'from must be before to; 200 is not before 100.'],
  [`${readings}?from=100&to=100`, 400, 'bad-request', 'from must be before to'],
  [`${readings}?from=${startedAt + day}`, 400, 'bad-request', 'from must be before to'],
  [`${readings}?from=${startedAt - 4000 * day}`, 400, 'bad-request', 'ten years apart at most'],
  [`${readings}?resolution=1000`, 400, 'bad-request', 'one of 60000, 300000, 3600000, not "1000"'],
  [`${readings}?resolution=060000`, 400, 'bad-request', 'resolution must be one of'],
  [
    `${readings}?from=${startedAt - 60 * day}&resolution=60000`,
    400,
    'bad-request',
    'a resolution of 300000 would do',
  ],
  [
    `${readings}?from=${startedAt - 400 * day}&resolution=60000`,
    400,
    'bad-request',
    'a resolution of 3600000 would do',
  ],
  ['/api/changes?link=a', 400, 'bad-request', 'it takes from, to'],
  ['/api/changes?from=200&to=100', 400, 'bad-request', 'from must be before to; 200 is not before 100.'],
  ['/api/changes?from=0&to=0', 400, 'bad-request', 'from must be before to'],
  ['/api/changes?to=now', 400, 'bad-request', 'to must be a time in epoch milliseconds'],
  [`/api/changes?from=${startedAt - 31 * day - 1}`, 400, 'bad-request', '31 days apart at most'],
  ['/api/satker/900009', 404, 'not-found', 'There is no satker 900009.'],
  ['/api/satker/90001', 400, 'bad-request', "A satker's code has six digits"],
  ['/api/satker/9000011', 400, 'bad-request', 'not one'],
  ['/api/satker/90000a', 400, 'bad-request', '"90000a" is not one.'],
  ['/api/satker/%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1', 400, 'bad-request', "A satker's code has six digits"],
  ['/api/satker/900001%0A', 400, 'bad-request', "A satker's code has six digits"],
  ['/api/satker/', 400, 'bad-request', "A satker's code has six digits"],
  ['/api/satker/900002?full=1', 400, 'bad-request', 'this address takes none'],
  ['/api/satker', 404, 'not-found', 'nothing at this address'],
  ['/api/outages?satker=9', 400, 'bad-request', "A satker's code has six digits"],
  ['/api/outages?satker=', 400, 'bad-request', "A satker's code has six digits"],
  ['/api/outages?open=maybe', 400, 'bad-request', 'open must be true or false, not "maybe".'],
  ['/api/outages?open=TRUE', 400, 'bad-request', 'open must be true or false'],
  ['/api/outages?from=2&to=1', 400, 'bad-request', 'from must be before to'],
  ['/api/outages?limit=5', 400, 'bad-request', 'no parameter "limit"'],
  ["/api/outages?link=x'%20OR%201=1--", 400, 'bad-request', "A link's id has 1 to 64 letters"],
  ['/api/outages?link=nobody', 404, 'not-found', 'There is no link nobody'],
  ['/api/links/nobody/readings', 404, 'not-found', 'There is no link nobody.'],
  [`/api/links/${'a'.repeat(65)}/readings`, 400, 'bad-request', "A link's id has 1 to 64 letters"],
  ['/api/links/a.b/readings', 400, 'bad-request', "A link's id has"],
  ['/api/links/a%2fb/readings', 400, 'bad-request', "A link's id has"],
  ['/api/links//readings', 400, 'bad-request', "A link's id has"],
  ['/api/links/%E0%A4%A/readings', 400, 'bad-request', 'percent encoding'],
  ['/api/links/a%00b/readings', 400, 'bad-request', 'no NUL'],
  ['/api/links/contoh-vpn', 404, 'not-found', 'nothing at this address'],
  ['/api', 404, 'not-found', 'nothing at this address'],
  ['/api/', 404, 'not-found', 'nothing at this address'],
  ['/API/network', 404, 'not-found', 'nothing at this address'],
  ['/api/network/', 404, 'not-found', 'nothing at this address'],
  ['//api/network', 404, 'not-found', 'nothing at this address'],
  ['/api/%6eothing', 404, 'not-found', 'nothing at this address'],
  ['/live', 426, 'upgrade-required', '/live is a WebSocket'],
  [`/${'a'.repeat(9000)}`, 414, 'address-too-long', '8192 characters'],
  [`/${'a'.repeat(20_000)}`, 431, 'headers-too-large', '16 KiB'],
  ['http://127.0.0.1/api/network', 400, 'bad-request', 'must begin with "/"'],
]

describe('an address that is not right', () => {
  it.each(wrong)('%.60s is answered with %i %s', async (path, status, code, says) => {
    const answer = await ask(path)
    expect(answer.status).toBe(status)
    const told = JSON.parse(answer.text)
    expect(told).toEqual({ error: { code, message: expect.stringContaining(says) } })
    expect(told.error.message.length).toBeLessThan(200)
    expect(answer.headers).toMatchObject(answerHeaders)
  })
})

describe('a method other than GET and HEAD', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    '%s is refused where nothing takes it',
    async (method) => {
      const answer = await ask('/api/network', method, { 'content-type': 'application/json' })
      expect(answer.status).toBe(405)
      expect(answer.headers.allow).toBe('GET, HEAD')
      expect(JSON.parse(answer.text).error.code).toBe('method-not-allowed')
    },
  )

  it.each(['TRACE', 'PROPFIND'])('%s is refused everywhere', async (method) => {
    const answer = await ask('/api/network', method)
    expect(answer.status).toBe(405)
    expect(JSON.parse(answer.text).error.code).toBe('method-not-allowed')
  })

  it('refuses a body above 256 KiB before the method', async () => {
    const answer = await ask('/api/network', 'POST', {}, 'x'.repeat(256 * 1024 + 1))
    expect(answer.status).toBe(413)
  })

  it('refuses a content type that is none', async () => {
    const answer = await ask('/api/network', 'POST', { 'content-type': 'application/json garbage' }, '{}')
    expect(answer.status).toBe(415)
  })

  it('answers HEAD as GET, without the body', async () => {
    const answer = await ask('/api/network', 'HEAD')
    expect(answer).toMatchObject({ status: 200, text: '' })
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(100)
  })
})

describe('a Host header', () => {
  it.each(['evil.example', '127.0.0.1.evil.example', '10.0.0.1', '[::ffff:127.0.0.1]'])(
    'naming %s is refused, as a rebound name would be',
    async (host) => {
      const answer = await ask('/api/network', 'GET', { host })
      expect(answer.status).toBe(403)
      expect(JSON.parse(answer.text).error.code).toBe('bad-host')
      expect(answer.headers).toMatchObject(answerHeaders)
    },
  )

  it('must be there once', async () => {
    expect(await sendBytes('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 .*"bad-request"/s,
    )
    expect(
      await sendBytes('GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
    ).toMatch(/^HTTP\/1.1 400 .*"bad-request"/s)
  })
})

describe('bytes that are not HTTP', () => {
  it.each([
    '\x16\x03\x01\x02\x00\x01\r\n\r\n',
    'NONSENSE\r\n\r\n',
    'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  ])('%j are answered with 400 and the connection closed', async (bytes) => {
    const text = await sendBytes(bytes)
    expect(text).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
    expect(text).toContain("content-security-policy: default-src 'none'")
    expect(text).toContain('{"error":{"code":"bad-request"')
  })
})
