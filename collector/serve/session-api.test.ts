import { describe, expect, it } from 'vitest'
import { changeAccount } from '../../db/accounts.ts'
import { sessionsOf } from '../../db/sessions.ts'
import { aSignedUp, goodPassword, startedAt, trail } from '../access/access.test-kit.ts'
import { changeAccount as administer } from '../access/manage-accounts.ts'
import { newSecret } from '../access/secret-text.ts'
import { type AccountServer, accountServer, cookieOf } from './account-server.test-kit.ts'
import { fakeDeps } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'

const credentials = { name: 'budi', password: goodPassword }

async function signedIn() {
  const server = await accountServer()
  await aSignedUp(server, { role: 'operator' })
  return { ...server, cookie: await cookieOf(server) }
}

const statusOf = async ({ ask }: AccountServer, cookie: string, path = '/api/session') =>
  (await ask(path, { cookie })).status

describe('a session', () => {
  it('is never one that came with the request', async () => {
    const server = await accountServer()
    await aSignedUp(server)
    const planted = `__Host-sid=${newSecret()}`
    const answer = await server.ask('/api/session', { body: credentials, cookie: planted })
    expect(answer.status).toBe(200)
    expect(answer.cookie).not.toContain(planted)
    expect(await statusOf(server, planted)).toBe(401)
    const second = await server.ask('/api/session', {
      body: credentials,
      cookie: answer.cookie!.split(';')[0]!,
    })
    expect(second.cookie).not.toBe(answer.cookie)
  })

  it('takes the place of the one that the browser had, which ends', async () => {
    const server = await signedIn()
    const answer = await server.ask('/api/session', { body: credentials, cookie: server.cookie })
    expect(await statusOf(server, server.cookie)).toBe(401)
    expect(await statusOf(server, answer.cookie!.split(';')[0]!)).toBe(200)
    const [first, second] = await trail(server)
    expect(second).toMatchObject({ what: 'sign-in', before: first!.after })
  })

  it('is not opened by what is tampered with, cut, foreign, or under the name of the other transport', async () => {
    const server = await signedIn()
    const { cookie } = server
    const secret = cookie.split('=')[1]!
    const wrong = [
      cookie.slice(0, -1),
      `${cookie}A`,
      `__Host-sid=${[...secret].toReversed().join('')}`,
      `__Host-sid=${newSecret()}`,
      `__Host-sid="${secret}"`,
      `sid=${secret}`,
      `__host-sid=${secret}`,
      `${cookie}; ${cookie.split('=')[0]}=${newSecret()}`,
      '__Host-sid=',
    ]
    for (const each of wrong) expect(await statusOf(server, each)).toBe(401)
    expect(await statusOf(server, cookie)).toBe(200)
  })

  it('ends by signing out, which takes the cookie back', async () => {
    const server = await signedIn()
    const { cookie } = server
    const answer = await server.ask('/api/session', { method: 'DELETE', cookie })
    expect(answer).toMatchObject({ status: 204, body: null })
    expect(answer.cookie).toBe('__Host-sid=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0')
    expect(await statusOf(server, cookie)).toBe(401)
  })

  const ends: [what: string, end: (server: AccountServer, other: string) => Promise<unknown>][] = [
    ['idleness', async ({ clock, settings }) => clock.advance(settings.idleMs)],
    [
      'its longest',
      async (server, cookie) => {
        for (let waited = 0; waited < server.settings.longestMs; waited += 1_200_000) {
          server.clock.advance(1_200_000)
          await server.ask('/api/session', { cookie })
        }
      },
    ],
    [
      'another role',
      ({ store }) => store.write((trx) => administer(trx, deed, 'id-of-budi', { role: 'viewer' })),
    ],
    [
      'being disabled',
      ({ store }) => store.write((trx) => changeAccount(trx, 'id-of-budi', { disabledAt: 1 })),
    ],
    [
      'a change of password elsewhere',
      async (server) => {
        const cookie = await cookieOf(server)
        const body = { current: goodPassword, next: 'hujan sore di mataram' }
        const changed = await server.ask('/api/password', { cookie, body })
        expect(changed.status).toBe(204)
        expect(await statusOf(server, changed.cookie!.split(';')[0]!)).toBe(200)
      },
    ],
    [
      'the ending of all others elsewhere',
      async (server) => server.ask('/api/sessions', { method: 'DELETE', cookie: await cookieOf(server) }),
    ],
  ]
  const deed = { who: 'account:admin', at: startedAt, address: null }
  it.each(ends)('opens nothing after %s', async (_, end) => {
    const server = await signedIn()
    expect(await statusOf(server, server.cookie)).toBe(200)
    await end(server, server.cookie)
    for (const path of ['/api/session', '/api/network', '/api/accounts'])
      expect(await statusOf(server, server.cookie, path)).toBe(401)
  })

  it('is listed among one’s own, and ended by its id there', async () => {
    const server = await signedIn()
    const other = await cookieOf(server)
    const { body } = await server.ask('/api/sessions', { cookie: server.cookie })
    const listed = body!.sessions as { id: string; isThis: boolean; address: string }[]
    expect(listed.map(({ isThis, address }) => [isThis, address]).toSorted()).toEqual([
      [false, '10.20.0.7'],
      [true, '10.20.0.7'],
    ])
    expect(JSON.stringify(body)).not.toContain(other.split('=')[1])
    const { id } = listed.find(({ isThis }) => !isThis)!
    const end = () => server.ask(`/api/sessions/${id}`, { method: 'DELETE', cookie: server.cookie })
    expect([(await end()).status, (await end()).status]).toEqual([204, 404])
    expect([await statusOf(server, other), await statusOf(server, server.cookie)]).toEqual([401, 200])
  })

  it('of another is not one’s own to end', async () => {
    const server = await signedIn()
    const siti = await aSignedUp(server, { name: 'siti' })
    const theirs = await cookieOf(server, 'siti')
    const [session] = await sessionsOf(server.store.db, siti.id)
    const answer = await server.ask(`/api/sessions/${session!.id}`, {
      method: 'DELETE',
      cookie: server.cookie,
    })
    expect([answer.status, await statusOf(server, theirs)]).toEqual([404, 200])
  })

  it('has a plain cookie over http on loopback, where browsers keep no other', async () => {
    const server = await accountServer()
    await aSignedUp(server)
    const plain = createServer(
      fakeDeps({ identities: server.access, accounts: server.access, clock: server.clock }),
    )
    const { url } = await plain.listen('127.0.0.1', 0)
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify(credentials),
    })
    const [session, known] = response.headers.getSetCookie()
    expect(session).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(known).toMatch(/^known=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=7776000$/)
    await plain.close()
  })
})
