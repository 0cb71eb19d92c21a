import { describe, expect, it } from 'vitest'
import { accountById } from '../../db/accounts.ts'
import { anAccount, aSignedUp, goodPassword, startedAt, trail } from '../access/access.test-kit.ts'
import { hotp } from '../access/totp.ts'
import { accountServer, cookieOf } from './account-server.test-kit.ts'
import { mismatches } from './json-schema.ts'
import { accessSchemas as schemas } from './openapi-access-schemas.ts'

const bali = { provinces: ['51'], types: [], satker: [] }

/** An administrator who has a second factor, asking. */
async function administered() {
  const server = await accountServer()
  const secret = Buffer.alloc(20, 7)
  const secondFactor = server.access.parts.keys.seal(secret, 'id-of-admin')
  await aSignedUp(server, { name: 'admin', role: 'administrator', secondFactor })
  const cookie = await cookieOf(server, 'admin', { code: hotp(secret, Math.floor(startedAt / 30_000)) })
  const asAdmin = (path: string, method = 'GET', body?: unknown) =>
    server.ask(path, { method, cookie, ...(body !== undefined && { body }) })
  return { ...server, asAdmin }
}

const fits = (value: unknown, name: string) =>
  mismatches(value, { $ref: `#/components/schemas/${name}` }, schemas)

describe('accounts', () => {
  it('are listed, without anything secret of them', async () => {
    const server = await administered()
    await anAccount(server.store, {
      name: 'siti',
      role: 'pic',
      scope: bali,
      signOn: 'https://sso 17',
      disabledAt: 1,
    })
    const { body } = await server.asAdmin('/api/accounts')
    expect(fits(body, 'Accounts')).toEqual([])
    expect(body!.accounts).toEqual([
      {
        id: 'id-of-admin',
        name: 'admin',
        role: 'administrator',
        scope: 'everything',
        created: startedAt,
        disabled: false,
        by: 'password',
        hasPassword: true,
        hasSecondFactor: true,
        lastSignIn: startedAt,
        sessions: 1,
      },
      expect.objectContaining({
        name: 'siti',
        by: 'sign-on',
        scope: bali,
        disabled: true,
        hasPassword: false,
        sessions: 0,
      }),
    ])
    expect(JSON.stringify(body)).not.toMatch(/argon2|v1\.|sso/)
  })

  it('are made with a link that its owner signs in by, changed, reset and disabled', async () => {
    const server = await administered()
    const made = await server.asAdmin('/api/accounts', 'POST', { name: 'Siti', role: 'pic', scope: bali })
    expect([made.status, fits(made.body, 'NewLink')]).toEqual([200, []])
    const { account, path } = made.body as unknown as { account: { id: string }; path: string }
    const use = (at: string) =>
      server.ask('/api/one-time/use', { body: { link: at.replace('/masuk#', ''), password: goodPassword } })
    const cookie = (await use(path)).cookie!.split(';')[0]!
    const role = async () => (await server.ask('/api/session', { cookie })).body?.role ?? null
    expect(await role()).toBe('pic')

    const changed = await server.asAdmin(`/api/accounts/${account.id}`, 'PATCH', { role: 'viewer' })
    expect(changed).toMatchObject({ status: 200, body: { name: 'siti', role: 'viewer', scope: bali } })
    expect([fits(changed.body, 'Account'), await role()]).toEqual([[], null])
    const reset = await server.asAdmin(`/api/accounts/${account.id}/reset`, 'POST')
    expect(reset).toMatchObject({
      status: 200,
      body: { account: { hasPassword: false }, path: expect.stringMatching(/^\/masuk#/) },
    })
    expect((await use(String(reset.body!.path))).status).toBe(200)
    const disabled = await server.asAdmin(`/api/accounts/${account.id}`, 'PATCH', { disabled: true })
    expect(disabled.body).toMatchObject({ disabled: true, sessions: 0 })

    const told = (await trail(server))
      .filter(({ who }) => who === 'account:admin')
      .map(({ what, subject }) => `${what} ${subject}`)
    const of = (what: string) => `${what} account:siti`
    expect(told.slice(1)).toEqual(
      ['account.add', 'account.change', 'account.reset', 'account.disable'].map(of),
    )
  })

  const wrong: [method: string, path: string, body: unknown, status: number, says: string][] = [
    ['POST', '', { name: 'admin', role: 'viewer', scope: 'everything' }, 409, 'an account of that name'],
    [
      'POST',
      '',
      { name: 'a b', role: 'viewer', scope: 'everything' },
      400,
      'name cannot be that: a name has',
    ],
    [
      'POST',
      '',
      { name: 'a', role: 'monitor', scope: 'everything' },
      400,
      'role must be one of administrator',
    ],
    ['POST', '', { name: 'a', role: 'viewer' }, 400, 'scope must be "everything" or an object'],
    ['POST', '', { name: 'a', role: 'viewer', scope: { provinces: ['51'] } }, 400, 'types must be a list'],
    [
      'POST',
      '',
      { name: 'a', role: 'viewer', scope: { ...bali, provinces: [] } },
      400,
      'scope names nothing',
    ],
    [
      'POST',
      '',
      { name: 'a', role: 'viewer', scope: { ...bali, provinces: ['99'] } },
      400,
      'provinces[0] must be',
    ],
    [
      'POST',
      '',
      { name: 'a', role: 'viewer', scope: { ...bali, types: ['masjid'] } },
      400,
      'types[0] must be one of',
    ],
    [
      'POST',
      '',
      { name: 'a', role: 'viewer', scope: { ...bali, satker: [900001] } },
      400,
      'satker[0] must be the six',
    ],
    [
      'POST',
      '',
      { name: 'a', role: 'viewer', scope: { ...bali, all: true } },
      400,
      'There is no field "all"',
    ],
    ['POST', '', { name: 'a', role: 'viewer', scope: 'everything', id: 'x' }, 400, 'There is no field "id"'],
    ['POST', '', { name: 'a', role: 'administrator', scope: bali }, 400, 'An administrator sees everything'],
    ['PATCH', '/id-of-admin', { password: 'x' }, 400, 'There is no field "password"'],
    ['PATCH', '/id-of-admin', { secondFactor: null }, 400, 'There is no field "secondFactor"'],
    ['PATCH', '/id-of-admin', { disabled: 'yes' }, 400, 'disabled must be true or false'],
    ['PATCH', '/id-of-admin', { disabled: true }, 409, 'the last administrator'],
    ['PATCH', '/id-of-admin', { role: 'viewer' }, 409, 'the last administrator'],
    ['PATCH', '/nobody', { disabled: true }, 404, 'There is no such account.'],
    ['POST', '/nobody/reset', undefined, 404, 'There is no such account.'],
  ]
  it('are not made or changed by what is not right', async () => {
    const server = await administered()
    const before = await accountById(server.store.db, 'id-of-admin')
    for (const [method, path, body, status, says] of wrong) {
      const answer = await server.asAdmin(`/api/accounts${path}`, method, body)
      expect([answer.status, answer.body?.error?.message]).toEqual([status, expect.stringContaining(says)])
    }
    expect(await accountById(server.store.db, 'id-of-admin')).toEqual(before)
    expect(await server.store.db.selectFrom('account').select('id').execute()).toHaveLength(1)
  })
})

describe('tokens', () => {
  const given = { name: 'Grafana', role: 'viewer', scope: bali, days: 7 }

  it('are made and shown once, open, and are revoked', async () => {
    const server = await administered()
    const made = await server.asAdmin('/api/tokens', 'POST', given)
    expect([made.status, fits(made.body, 'NewToken')]).toEqual([200, []])
    const { token, entry } = made.body as unknown as { token: string; entry: { id: string } }
    const open = () => server.ask('/api/session', { bearer: token })
    expect(await open()).toMatchObject({
      status: 200,
      body: { name: 'grafana', role: 'viewer', scope: bali },
    })
    expect((await server.ask('/api/accounts', { bearer: token })).status).toBe(403)
    expect((await server.asAdmin('/api/tokens', 'POST', given)).status).toBe(409)
    const revoke = () => server.asAdmin(`/api/tokens/${entry.id}`, 'DELETE')
    expect([(await revoke()).status, (await revoke()).status, (await open()).status]).toEqual([204, 204, 401])
    const { body } = await server.asAdmin('/api/tokens')
    expect([fits(body, 'Tokens'), JSON.stringify(body).includes(token.slice(4))]).toEqual([[], false])
    expect(body!.tokens).toMatchObject([{ name: 'grafana', revoked: true, createdBy: 'account:admin' }])
    expect((await server.asAdmin('/api/tokens/none', 'DELETE')).status).toBe(404)
  })

  it.each([
    [{ ...given, days: 0 }, 'days must be a whole number from 1 to 3650'],
    [{ ...given, days: '7' }, 'days must be a whole number'],
    [{ ...given, days: 3_651 }, 'days must be a whole number'],
    [{ ...given, role: 'root' }, 'role must be one of administrator'],
    [{ ...given, role: 'administrator' }, 'An administrator sees everything'],
    [{ ...given, token: 'sck_mine' }, 'There is no field "token"'],
  ])('are not made of %j', async (body, says) => {
    const server = await administered()
    const answer = await server.asAdmin('/api/tokens', 'POST', body)
    expect([answer.status, answer.body?.error?.message]).toEqual([400, expect.stringContaining(says)])
  })
})
