/** What else a cookie can be mixed up with, planted by or kept for. */
import { describe, expect, it } from 'vitest'
import { aSignedUp } from '../access/access.test-kit.ts'
import { changeAccount, resetAccount } from '../access/manage-accounts.ts'
import { newSecret } from '../access/secret-text.ts'
import { type AccountServer, accountServer, cookieOf } from '../serve/account-server.test-kit.ts'

const inClear = { 'x-forwarded-proto': 'http' }

async function signedIn(role: 'viewer' | 'administrator' = 'viewer') {
  const server = await accountServer()
  const account = await aSignedUp(server, { role })
  const cookie = await cookieOf(server)
  return { server, account, cookie, secret: cookie.split('=')[1]! }
}

async function statusOf({ ask, url }: AccountServer, cookie: string, headers: Record<string, string> = {}) {
  const origin: Record<string, string> = headers === inClear ? { origin: url } : {}
  return (await ask('/api/session', { cookie, headers: { ...origin, ...headers } })).status
}

describe('a session over TLS', () => {
  it('is that of __Host-sid, whatever else is planted beside it', async () => {
    const { server, cookie } = await signedIn()
    const planted = newSecret()
    for (const beside of [
      `sid=${planted}; ${cookie}`,
      `${cookie}; sid=${planted}`,
      `__host-sid=${planted}; ${cookie}`,
      `__Secure-sid=${planted}; ${cookie}`,
      ` =${planted}; ${cookie}`,
      `__Host-sid; ${cookie}`,
      `x="a; ${cookie}; y=b"`,
    ])
      expect(await statusOf(server, beside), beside).toBe(200)
  })

  it('is nobody’s where the name stands twice, or is not quite it', async () => {
    const { server, cookie, secret } = await signedIn()
    for (const mixed of [
      `${cookie}; ${cookie}`,
      `${cookie}; __Host-sid=`,
      `__Host-sid=; ${cookie}`,
      `${cookie}; __Host-sid=${newSecret()}`,
      `__Host-sid ${secret}`,
      `__Host-sid%3d${secret}`,
      `__Host-sid[]=${secret}`,
      `__Host-sid==${secret}`,
      `${cookie},${cookie}`,
      `a=b,${cookie}`,
      `__Host-sid=${encodeURIComponent(`"${secret}"`)}`,
      `__Secure-sid=${secret}`,
    ])
      expect(await statusOf(server, mixed), mixed).toBe(401)
  })

  it('is not one in clear, nor the other way round', async () => {
    const { server, cookie, secret } = await signedIn()
    expect(await statusOf(server, cookie, inClear)).toBe(403)
    expect(await statusOf(server, `sid=${secret}`)).toBe(401)
  })

  it('has a cookie for this host, https and no script alone, by whichever way one came in', async () => {
    const { server, account } = await signedIn()
    const flags = /^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/
    const { link } = await reset(server, account.id)
    const planted = `__Host-sid=${newSecret()}`
    const body = { link: link.secret, password: 'hujan sore di mataram' }
    const used = await server.ask('/api/one-time/use', { body, cookie: planted })
    expect(used.cookie).toMatch(flags)
    expect(used.cookie).not.toContain(planted)
    expect(await statusOf(server, planted)).toBe(401)
    const again = await server.ask('/api/session', { body: { name: 'budi', password: body.password } })
    expect(again.cookie).toMatch(flags)
  })
})

async function reset({ store, clock }: AccountServer, id: string) {
  const done = await store.write((trx) =>
    resetAccount(trx, { who: 'shell:x', at: clock.now(), address: null }, id),
  )
  if (typeof done === 'string') throw new Error(done)
  return done
}

describe('what a session leaves behind', () => {
  it('opens nothing: the id in lists is no cookie, no token and no link', async () => {
    const { server, cookie } = await signedIn()
    const { body } = await server.ask('/api/sessions', { cookie })
    const [{ id } = { id: '' }] = body!.sessions as { id: string }[]
    expect(id).toMatch(/^[0-9a-f]{24}$/)
    expect(cookie).not.toContain(id)
    for (const as of [id, id.padEnd(43, '0'), id.padStart(43, '0')])
      expect(await statusOf(server, `__Host-sid=${as}`)).toBe(401)
    for (const bearer of [id, `sck_${id}`])
      expect((await server.ask('/api/session', { bearer })).status).toBe(401)
    expect((await server.ask('/api/one-time/look', { body: { link: id } })).status).toBe(404)
  })

  it('opens nothing: what the database keeps is no cookie', async () => {
    const { server } = await signedIn()
    const rows = await server.store.db.selectFrom('session').select(['hash', 'id', 'account']).execute()
    for (const kept of rows.flatMap((row) => [row.hash, row.hash.slice(0, 43), row.account, row.id]))
      expect(await statusOf(server, `__Host-sid=${kept}`)).toBe(401)
  })

  it('does not come back when a disabled account is enabled again', async () => {
    const { server, account, cookie } = await signedIn()
    for (const disabled of [true, false]) {
      const deed = { who: 'shell:x', at: server.clock.now(), address: null }
      await server.store.write((trx) => changeAccount(trx, deed, account.id, { disabled }))
      expect(await statusOf(server, cookie)).toBe(401)
    }
    expect(await statusOf(server, await cookieOf(server))).toBe(200)
  })

  it('is 256 bits of chance, of which no two agree', async () => {
    const { server } = await signedIn()
    const secrets = new Set<string>()
    for (let at = 0; at < 5; at += 1) secrets.add((await cookieOf(server)).split('=')[1]!)
    expect(secrets.size).toBe(5)
    const bytes = [...secrets].map((secret) => Buffer.from(secret, 'base64url'))
    expect(bytes.every(({ length }) => length === 32)).toBe(true)
    // Not one byte is at the same place in all of them, as it would be in a counter, a time or a name.
    expect([...bytes[0]!].filter((byte, at) => bytes.every((each) => each[at] === byte))).toEqual([])
  })
})
