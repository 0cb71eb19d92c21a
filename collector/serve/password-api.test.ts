import { describe, expect, it } from 'vitest'
import { aSignedUp, goodPassword } from '../access/access.test-kit.ts'
import { addToken } from '../access/manage-tokens.ts'
import { newSetUpLink } from '../access/one-time.ts'
import { hotp } from '../access/totp.ts'
import { accountServer, cookieOf } from './account-server.test-kit.ts'

const next = 'hujan sore di mataram'

async function signedIn() {
  const server = await accountServer()
  await aSignedUp(server, { role: 'administrator' })
  const cookie = await cookieOf(server)
  return { ...server, post: (path: string, body: object) => server.ask(path, { cookie, body }), cookie }
}

/** The secret that base 32 stands for. */
function read32(text: string): Buffer {
  const bits = [...text].map((sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}

describe('one’s own password', () => {
  it.each([
    [{ current: goodPassword, next: 'bismillah123' }, 400, 'weak-password'],
    [{ current: 'bukan yang benar', next }, 401, 'wrong-credentials'],
    [{ current: goodPassword }, 400, 'bad-request'],
    [{ current: goodPassword, next, name: 'admin' }, 400, 'bad-request'],
  ])('is not changed by %j', async (body, status, code) => {
    const { post } = await signedIn()
    expect(await post('/api/password', body)).toMatchObject({ status, body: { error: { code } } })
  })

  it('is changed by the one before', async () => {
    const server = await signedIn()
    const changed = await server.post('/api/password', { current: goodPassword, next })
    expect(changed).toMatchObject({ status: 204, body: null, mark: expect.any(String) })
    const open = [server.cookie, changed.cookie!.split(';')[0]!].map(
      async (cookie) => (await server.ask('/api/session', { cookie })).status,
    )
    expect(await Promise.all(open)).toEqual([401, 200])
    const again = (password: string) => server.ask('/api/session', { body: { name: 'budi', password } })
    expect([(await again(goodPassword)).status, (await again(next)).status]).toEqual([401, 200])
  })
})

describe('an administrator’s second factor', () => {
  it('is set up before anything else is answered beyond loopback, and asked for from then on', async () => {
    const server = await signedIn()
    const { post, ask, cookie } = server
    expect((await ask('/api/session', { cookie })).body).toMatchObject({ needsSecondFactor: true })
    for (const path of ['/api/network', '/api/accounts', '/api/tokens'])
      expect(await ask(path, { cookie })).toMatchObject({
        status: 403,
        body: { error: { code: 'second-factor-needed' } },
      })

    expect(await post('/api/second-factor', { password: 'salah' })).toMatchObject({ status: 401 })
    expect(await post('/api/second-factor/confirm', { code: '123456' })).toMatchObject({ status: 400 })
    const begun = await post('/api/second-factor', { password: goodPassword })
    const { secret, uri } = begun.body as unknown as { secret: string; uri: string }
    expect(uri).toContain(`secret=${secret}`)
    const code = (steps = 0) => hotp(read32(secret), Math.floor(server.clock.now() / 30_000) + steps)
    expect(await post('/api/second-factor/confirm', { code: code(9) })).toMatchObject({ status: 401 })
    const confirmed = await post('/api/second-factor/confirm', { code: code() })
    expect(confirmed).toMatchObject({
      status: 200,
      body: { hasSecondFactor: true, needsSecondFactor: false },
    })
    const now = confirmed.cookie!.split(';')[0]!
    const statuses = [cookie, now].map(async (each) => (await ask('/api/accounts', { cookie: each })).status)
    expect(await Promise.all(statuses)).toEqual([401, 200])

    server.clock.advance(60_000)
    const signIn = (more: object) =>
      ask('/api/session', { body: { name: 'budi', password: goodPassword, ...more } })
    expect(await signIn({})).toMatchObject({
      status: 401,
      cookie: null,
      body: { error: { code: 'second-factor-required' } },
    })
    expect(await signIn({ code: code(5) })).toMatchObject({
      status: 401,
      body: { error: { code: 'wrong-code' } },
    })
    const entered = await signIn({ code: code() })
    expect(entered).toMatchObject({ status: 200, body: { needsSecondFactor: false } })

    const remove = async (body: object) => {
      const last = entered.cookie!.split(';')[0]!
      const { status, body: said } = await ask('/api/second-factor', { method: 'DELETE', cookie: last, body })
      return [status, said?.error?.code]
    }
    expect(await remove({ password: 'salah' })).toEqual([401, 'wrong-credentials'])
    expect(await remove({ password: goodPassword })).toEqual([401, 'second-factor-required'])
    expect(await remove({ password: goodPassword, code: code(5) })).toEqual([401, 'wrong-code'])
    expect(await remove({ password: goodPassword, code: code(1) })).toEqual([204, undefined])
    expect((await ask('/api/accounts', { cookie: entered.cookie!.split(';')[0]! })).status).toBe(403)
  })
})

describe('a one-time link', () => {
  it('makes the first administrator, whom it signs in', async () => {
    const server = await accountServer()
    const made = await server.store.write((trx) => newSetUpLink(trx, server.clock.now()))
    const link = made!.secret
    const post = (path: string, body: object) => server.ask(`/api/one-time/${path}`, { body })
    const looked = { purpose: 'set-up', name: null, role: 'administrator', endsAt: made!.endsAt }
    expect((await post('look', { link })).body).toEqual(looked)
    expect(await post('look', { link: 'x' })).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found' } },
    })
    const use = (more: object) => post('use', { link, password: goodPassword, ...more })
    expect(await use({})).toMatchObject({ status: 400, body: { error: { code: 'bad-request' } } })
    expect(await use({ name: 'budi', role: 'viewer' })).toMatchObject({ status: 400 })
    expect(await use({ name: 'budi', password: 'pendek' })).toMatchObject({
      body: { error: { code: 'weak-password' } },
    })
    const used = await use({ name: 'Budi' })
    expect(used).toMatchObject({ status: 200, body: { name: 'budi', role: 'administrator' } })
    expect((await server.ask('/api/session', { cookie: used.cookie!.split(';')[0]! })).status).toBe(200)
    expect((await use({ name: 'siti' })).status).toBe(404)
  })
})

it('has neither session nor password for a token', async () => {
  const server = await accountServer()
  await aSignedUp(server, { role: 'administrator', secondFactor: null })
  const deed = { who: 'shell:root', at: server.clock.now(), address: null }
  const given = { name: 'satu', role: 'administrator', scope: 'everything', days: 1 } as const
  const added = await server.store.write((trx) => addToken(trx, deed, given))
  if (typeof added === 'string') throw new Error(added)
  const bearer = added.shown
  expect((await server.ask('/api/session', { bearer })).body).toMatchObject({
    name: 'satu',
    hasPassword: false,
  })
  const asked = [
    server.ask('/api/session', { bearer, method: 'DELETE' }),
    server.ask('/api/sessions', { bearer }),
    server.ask('/api/password', { bearer, body: { current: goodPassword, next } }),
    server.ask('/api/second-factor', { bearer, body: { password: goodPassword } }),
  ]
  for (const answer of await Promise.all(asked))
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } })
})
