/** What a page of a stranger makes a browser ask, with the cookie of whoever looks at it: it changes nothing and is told nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../serve/rules.ts'
import { addressOf, bodyOf, mutating, named, withBody } from './attack-routes.test-kit.ts'
import { type Answer, type Attacked, auditSince, lookInto, startAttacked } from './attack-stage.test-kit.ts'

let attacked: Attacked
let before: Record<string, string>
beforeAll(async () => {
  attacked = await startAttacked()
  before = lookInto(attacked.data)
}, 60_000)
afterAll(() => attacked.stop())

/** With the cookie of an administrator, who may do the most, at this machine, where least is asked of them. */
function ask(route: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  const [method = ''] = route.split(' ')
  const cookie = `sid=${attacked.sessions.administrator}`
  return attacked.send(method, addressOf(route), { cookie, ...headers }, body)
}

/** `HOST` stands for the collector's own. */
const origins: [what: string, headers: Record<string, string>][] = [
  ['no Origin', {}],
  ['the Origin null', { origin: 'null' }],
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['a foreign Origin of this machine', { origin: 'http://127.0.0.1:3000' }],
  ['an Origin that begins like ours', { origin: 'http://HOST.evil.example' }],
  ['an Origin that ends like ours', { origin: 'http://evil.example/HOST' }],
  ['an Origin with ours as its user', { origin: 'http://HOST@evil.example' }],
  ['our Origin over TLS', { origin: 'https://HOST' }],
  ['our Origin as a referrer', { referer: 'http://HOST/', 'sec-fetch-site': 'same-origin' }],
  ['a foreign Origin and ours as a referrer', { origin: 'https://evil.example', referer: 'http://HOST/' }],
  ['a method of another name', { origin: 'https://evil.example', 'x-http-method-override': 'GET' }],
  ['a token that is none', { origin: 'https://evil.example', authorization: 'Bearer x' }],
]

const forms: [type: string, body: (json: string) => string][] = [
  ['text/plain', (json) => json],
  ['text/plain;charset=UTF-8', (json) => json],
  ['text/plain; application/json', (json) => json],
  ['application/x-www-form-urlencoded', (json) => new URLSearchParams(flat(json)).toString()],
  ['application/x-www-form-urlencoded', (json) => `${json}=`],
  ['multipart/form-data; boundary=x', multipart],
  ['multipart/form-data; boundary=application/json', (json) => json],
  ['text/xml', (json) => json],
  ['application/csp-report', (json) => json],
  ['application/json, text/plain', (json) => json],
]

function flat(json: string): Record<string, string> {
  const body = JSON.parse(json) as Record<string, unknown>
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]))
}

function multipart(json: string): string {
  const parts = Object.entries(flat(json)).map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--x--\r\n`
}

const rightBody = (route: string) => (withBody.includes(route) ? JSON.stringify(bodyOf(route)) : undefined)

describe.each(mutating)('%s', (route) => {
  it('is refused to a page that is not ours', async () => {
    const body = rightBody(route)
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    for (const [what, headers] of origins) {
      const own = Object.entries(headers).map(([name, value]) => [
        name,
        value.replaceAll('HOST', new URL(attacked.url).host),
      ])
      const { status, text } = await ask(route, { ...type, ...Object.fromEntries(own) }, body)
      expect([status, text], what).toEqual([403, expect.stringContaining('"bad-origin"')])
    }
  })

  it('is refused as a form, whichever page sends it', async () => {
    for (const origin of ['https://evil.example', 'null', attacked.url]) {
      for (const [type, form] of forms) {
        const headers = { origin, 'content-type': type }
        const { status } = await ask(route, headers, form(rightBody(route) ?? '{"x":1}'))
        expect([403, 415], `${type} of ${origin}`).toContain(status)
        if (origin === attacked.url) expect(status, type).toBe(415)
      }
    }
  })

  it('is done by no other method', async () => {
    const [method = '', path = ''] = route.split(' ')
    for (const other of ['GET', 'HEAD', 'PUT', 'OPTIONS', 'PATCH', 'POST', 'DELETE']) {
      if (rules[`${other} ${path}`] !== undefined) continue
      const headers = { origin: attacked.url, 'x-http-method-override': method, 'x-method-override': method }
      const { status } = await ask(`${other} ${path}`, headers)
      // What is read there is read; where nothing is, there could have been a file of the page.
      if (other === 'HEAD') expect([200, 404], other).toContain(status)
      else expect(status, other).toBe(other === 'GET' ? 404 : 405)
    }
  })
})

describe('a page of another origin', () => {
  const asking = {
    origin: 'https://evil.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type, authorization',
    'access-control-request-private-network': 'true',
  }

  it('is told nothing by any answer', async () => {
    for (const route of named) {
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: attacked.url },
        asking,
      ]) {
        // Not done even where it is our own: an answer is looked at, and the session is still needed.
        const { headers: answered } = await ask(
          route,
          { ...headers, 'content-type': 'text/plain' },
          route.startsWith('GET') ? undefined : 'x',
        )
        const cors = Object.keys(answered).filter((name) =>
          /^access-control-|^timing-allow-origin$/.test(name),
        )
        expect(cors, route).toEqual([])
        expect(answered['cross-origin-resource-policy'], route).toBe('same-origin')
      }
    }
  })

  it('is refused its question beforehand', async () => {
    const paths = new Set([
      ...named.map((route) => route.split(' ')[1]!),
      '/live',
      '/nothing',
      '/api/nothing',
    ])
    for (const path of paths) {
      const { status, headers } = await ask(`OPTIONS ${path}`, asking)
      expect([404, 405], path).toContain(status)
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
    const { status } = await attacked.send('OPTIONS', '*', asking)
    expect([400, 404, 405]).toContain(status)
  })
})

it('has changed nothing, and each is told of within bounds', () => {
  expect(lookInto(attacked.data)).toEqual(before)
  const told = auditSince(attacked.data).filter(({ who }) => who !== 'collector')
  expect(told.filter(({ outcome }) => outcome === 'done')).toEqual([])
  // What came without a cookie is a program's, which then has a wrong password or no permission.
  const kinds = new Set(told.map(({ what }) => what))
  expect(kinds).toEqual(new Set(['request.bad-origin', 'request.forbidden', 'sign-in']))
  // A minute's rows, and those of the next where the test took longer.
  expect(told.length).toBeLessThanOrEqual(120)
})
