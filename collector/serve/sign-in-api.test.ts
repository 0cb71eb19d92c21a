import { describe, expect, it } from 'vitest'
import { anAccount, aSignedUp, goodPassword, startedAt } from '../access/access.test-kit.ts'
import { accountServer, cookieOf } from './account-server.test-kit.ts'

const credentials = { name: 'budi', password: goodPassword }

describe('signing in', () => {
  it('answers who it is, with what they may, and how they are called here', async () => {
    const server = await accountServer()
    server.settings.roleNames = { viewer: 'Kabid TIK' }
    const scope = { provinces: ['51'], types: [], satker: ['900002'] }
    await aSignedUp(server, { scope })
    const { status, body } = await server.ask('/api/session', { body: credentials })
    const session = {
      name: 'budi',
      role: 'viewer',
      roleName: 'Kabid TIK',
      permissions: ['see'],
      scope,
      endsAt: startedAt + server.settings.longestMs,
      hasPassword: true,
      hasSecondFactor: false,
      needsSecondFactor: false,
    }
    expect([status, body]).toEqual([200, session])
    expect((await server.ask('/api/session', { cookie: await cookieOf(server) })).body).toEqual(session)
  })

  it('gives a cookie that only this host gets back, over https alone, and no script can read', async () => {
    const server = await accountServer()
    await aSignedUp(server)
    const { cookie, headers } = await server.ask('/api/session', { body: credentials })
    expect(cookie).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('gives a second cookie, which opens nothing, and lets its browser in while strangers guess', async () => {
    const server = await accountServer()
    await aSignedUp(server)
    const { mark } = await server.ask('/api/session', { body: credentials })
    const flags = 'Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=7776000'
    expect(mark).toMatch(/^__Host-known=id-of-budi\.\d+\.[\w-]{43}; /)
    expect(mark).toContain(flags)
    const cookie = mark!.split(';')[0]!
    expect((await server.ask('/api/session', { cookie })).status).toBe(401)
    const from = (address: string, more: object = {}) =>
      server.ask('/api/session', {
        body: credentials,
        headers: { 'x-forwarded-for': address },
        ...more,
      })
    const wrong = { ...credentials, password: 'bukan yang benar' }
    for (let guess = 0; guess < 6; guess++) await from(`10.0.0.${guess}`, { body: wrong })
    expect((await from('198.51.100.9')).status).toBe(429)
    expect((await from('198.51.100.9', { cookie })).status).toBe(200)
  })

  it('refuses with one answer, whatever was wrong', async () => {
    const server = await accountServer()
    await aSignedUp(server)
    await anAccount(server.store, { name: 'siti' })
    const wrong = [
      { ...credentials, password: 'bukan yang benar' },
      { ...credentials, name: 'siti' },
      { ...credentials, name: 'x' },
    ]
    for (const body of wrong) {
      const answer = await server.ask('/api/session', { body })
      const message = 'The name or the password is not right.'
      expect(answer).toMatchObject({
        status: 401,
        cookie: null,
        body: { error: { code: 'wrong-credentials', message } },
      })
    }
  })

  it('says how long to wait after too many tries, and that it is busy', async () => {
    const server = await accountServer()
    for (let guess = 0; guess < 6; guess++) await server.ask('/api/session', { body: credentials })
    const answer = await server.ask('/api/session', { body: credentials })
    expect(answer).toMatchObject({ status: 429, body: { error: { code: 'too-many-attempts' } } })
    expect(answer.headers.get('retry-after')).toBe('60')
    const others = Array.from({ length: 23 }, () => server.access.parts.passwords.hash('x'))
    expect(await server.ask('/api/session', { body: { ...credentials, name: 'siti' } })).toMatchObject({
      status: 503,
    })
    await Promise.all(others)
  })

  const bodies: [body: unknown, says: string][] = [
    [{ name: 'budi' }, 'password must be a text'],
    [
      { ...credentials, role: 'administrator' },
      'There is no field "role" here: it takes name, password, code.',
    ],
    [{ ...credentials, password: ['a'] }, 'password must be a text'],
    [{ ...credentials, name: { $ne: null } }, 'name must be a text'],
    [{ ...credentials, code: 123456 }, 'code must be a text'],
    [{ ...credentials, password: 'x'.repeat(5_000) }, 'of at most 4096 characters'],
    [[credentials], 'Send a JSON object'],
    ['"budi"', 'Send a JSON object'],
    ['null', 'Send a JSON object'],
    ['', 'Send a JSON object'],
    ['{"name":"budi","password":"x","__proto__":{"role":"administrator"}}', 'cannot be understood'],
    ['{"name":"budi","password":"x","constructor":{"prototype":{}}}', 'cannot be understood'],
    ['{"name":', 'cannot be understood'],
  ]
  it.each(bodies)('does not take the body %j', async (body, says) => {
    const server = await accountServer()
    const answer = await server.ask('/api/session', { body })
    const error = { code: 'bad-request', message: expect.stringContaining(says) }
    expect(answer).toMatchObject({ status: 400, body: { error } })
    expect(server.hashes()).toBe(0)
  })

  it('is not done for a page of another site', async () => {
    const server = await accountServer()
    await aSignedUp(server)
    for (const origin of ['https://evil.example', 'null', server.url]) {
      const answer = await server.ask('/api/session', { body: credentials, headers: { origin } })
      expect(answer).toMatchObject({ status: 403, cookie: null, body: { error: { code: 'bad-origin' } } })
    }
  })
})
