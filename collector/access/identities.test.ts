import { describe, expect, it } from 'vitest'
import { type AccountChange, changeAccount } from '../../db/accounts.ts'
import { endSession, sessionsOf } from '../../db/sessions.ts'
import { addToken, findToken, revokeToken } from '../../db/tokens.ts'
import { defaultAccess } from '../domain/access-settings.ts'
import { everything } from '../domain/scope.ts'
import { afar, anAccount, here, type Stage, stage, startedAt } from './access.test-kit.ts'
import { hashOf, newSecret } from './secret-text.ts'
import { beginSession } from './session.ts'
import { settingsFor } from './sign-on.test-kit.ts'

const minute = 60_000
const bali = { provinces: ['51'], types: [], satker: [] }

async function signedIn(instead: Parameters<typeof anAccount>[1] = {}) {
  const set = await stage()
  const account = await anAccount(set.store, instead)
  const { secret } = await begin(set, account)
  return { ...set, account, cookie: secret }
}

function begin({ store, clock, settings }: Stage, account: Parameters<typeof beginSession>[1]) {
  return store.write((trx) => beginSession(trx, account, afar, { now: clock.now(), ...settings }))
}

const whoIs = ({ access }: Stage, cookie: string | null, client = afar) =>
  access.identify({ cookie, bearer: null }, client)

describe('a session', () => {
  it('tells whose request it is', async () => {
    const set = await signedIn({ name: 'siti', role: 'pic', scope: bali })
    expect(await whoIs(set, set.cookie)).toEqual({
      by: 'session',
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      account: 'id-of-siti',
      name: 'siti',
      role: 'pic',
      scope: bali,
      endsAt: startedAt + defaultAccess.longestMs,
      isLoopback: false,
      needsSecondFactor: false,
    })
  })

  it('is known by its own secret alone, of which the database has only the hash', async () => {
    const set = await signedIn()
    const { cookie } = set
    const { id } = (await whoIs(set, cookie))!
    const [session] = await sessionsOf(set.store.db, set.account.id)
    const flipped = `${cookie.slice(0, -2)}${cookie.endsWith('AA') ? 'BB' : 'AA'}`
    const cut = cookie.slice(0, -1)
    const wrong = ['', cut, `${cookie}A`, flipped, newSecret(), id, session!.hash, '__proto__']
    for (const each of wrong) expect(await whoIs(set, each)).toBeNull()
    expect(await whoIs(set, null)).toBeNull()
    expect(session!.hash).toBe(hashOf(cookie))
  })

  it('has 256 bits of chance, no two alike', () => {
    const secrets = Array.from({ length: 500 }, newSecret)
    expect(new Set(secrets).size).toBe(500)
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  })

  it('ends when it was not used for the time of idleness, and is kept by use', async () => {
    const set = await signedIn()
    for (let round = 0; round < 3; round++) {
      set.clock.advance(defaultAccess.idleMs - 1)
      expect(await whoIs(set, set.cookie)).not.toBeNull()
    }
    set.clock.advance(defaultAccess.idleMs)
    expect(await whoIs(set, set.cookie)).toBeNull()
  })

  it('is kept by an open page', async () => {
    const set = await signedIn()
    const caller = (await whoIs(set, set.cookie))!
    for (let round = 0; round < 3; round++) {
      set.clock.advance(defaultAccess.idleMs - 1)
      await set.access.keepInUse([caller])
    }
    expect(await set.access.stillHolds(caller)).toBe(true)
    set.clock.advance(defaultAccess.idleMs)
    expect(await set.access.stillHolds(caller)).toBe(false)
  })

  it('ends at its longest however much it is used, and earlier where that became shorter', async () => {
    const set = await signedIn()
    const caller = (await whoIs(set, set.cookie))!
    for (let used = 0; used < 2 * 3_600_000; used += 20 * minute) {
      set.clock.advance(20 * minute)
      expect(await whoIs(set, set.cookie)).not.toBeNull()
    }
    set.settings.longestMs = 2 * 3_600_000 + 1
    expect(await whoIs(set, set.cookie)).toMatchObject({ endsAt: startedAt + set.settings.longestMs })
    set.settings.longestMs = 2 * 3_600_000
    expect(await whoIs(set, set.cookie)).toBeNull()
    expect(await set.access.stillHolds(caller)).toBe(false)
  })

  it('is written as used once a minute, and read as used at once', async () => {
    const set = await signedIn()
    const written = async () => (await sessionsOf(set.store.db, set.account.id))[0]!.usedAt - startedAt
    set.clock.advance(minute - 1)
    await whoIs(set, set.cookie)
    await set.access.stop()
    expect(await written()).toBe(0)
    set.clock.advance(1)
    await whoIs(set, set.cookie)
    await set.access.stop()
    expect(await written()).toBe(minute)
  })

  const ends: [what: string, change: (set: Stage) => Promise<unknown>][] = [
    [
      'sign-out',
      async ({ store }) => {
        const [session] = await sessionsOf(store.db, 'id-of-budi')
        await store.write((trx) => endSession(trx, 'id-of-budi', session!.id))
      },
    ],
    ['being disabled', changed({ disabledAt: startedAt })],
  ]
  it.each(ends)('ends with %s', async (_, change) => {
    const set = await signedIn()
    const caller = (await whoIs(set, set.cookie))!
    expect(await set.access.stillHolds(caller)).toBe(true)
    await change(set)
    expect(await whoIs(set, set.cookie)).toBeNull()
    expect(await set.access.stillHolds(caller)).toBe(false)
  })

  it.each([{ role: 'auditor' }, { scope: bali }] as const)('is another caller after %j', async (change) => {
    const set = await signedIn()
    const caller = (await whoIs(set, set.cookie))!
    await changed(change)(set)
    expect(await set.access.stillHolds(caller)).toBe(false)
  })

  it('of an administrator without a second factor needs one beyond loopback', async () => {
    const set = await signedIn({ role: 'administrator' })
    const needs = async (client = afar) => (await whoIs(set, set.cookie, client))!.needsSecondFactor
    expect(await needs()).toBe(true)
    expect(await needs(here)).toBe(false)
    await changed({ secondFactor: 'sealed' })(set)
    expect(await needs()).toBe(false)
    set.settings.signOn = settingsFor('https://sso.example')
    const bySignOn = await anAccount(set.store, { name: 'sso', role: 'administrator', signOn: 'issuer sub' })
    const { secret } = await begin(set, bySignOn)
    expect(await whoIs(set, secret)).toMatchObject({ name: 'sso', needsSecondFactor: false })
  })

  it('that is old is removed when somebody signs in, one in use is not', async () => {
    const set = await signedIn()
    const other = await anAccount(set.store, { name: 'siti' })
    await begin(set, other)
    set.clock.advance(defaultAccess.idleMs - 1)
    await whoIs(set, set.cookie)
    set.clock.advance(2 * minute)
    await begin(set, other)
    expect(await sessionsOf(set.store.db, other.id)).toHaveLength(1)
    // The last use is not written yet, and it is not idle because of that.
    await whoIs(set, set.cookie)
    set.clock.advance(minute - 1)
    await whoIs(set, set.cookie)
    set.clock.advance(defaultAccess.idleMs - 1)
    await begin(set, other)
    expect(await whoIs(set, set.cookie)).not.toBeNull()
  })
})

describe('a token', () => {
  const secret = `sck_${newSecret()}`

  async function withToken() {
    const set = await stage()
    const token = {
      id: 'T1',
      hash: hashOf(secret),
      name: 'grafana',
      role: 'monitor',
      scope: everything,
      createdAt: startedAt,
      createdBy: 'shell:root',
      endsAt: startedAt + 10 * minute,
      revokedAt: null,
      usedAt: null,
    } as const
    await set.store.write((trx) => addToken(trx, token))
    return set
  }
  const bearer = ({ access }: Stage, shown: string) => access.identify({ cookie: null, bearer: shown }, afar)

  it('opens until its end, and not when it is cut or another', async () => {
    const set = await withToken()
    const caller = await bearer(set, secret)
    expect(caller).toMatchObject({ by: 'token', id: 'T1', account: null, name: 'grafana', role: 'monitor' })
    for (const wrong of [
      '',
      secret.slice(4),
      secret.slice(0, -1),
      `sck_${newSecret()}`,
      hashOf(secret),
      'T1',
    ])
      expect(await bearer(set, wrong)).toBeNull()
    set.clock.advance(10 * minute)
    expect(await bearer(set, secret)).toBeNull()
    expect(await set.access.stillHolds(caller!)).toBe(false)
  })

  it('opens nothing once it is revoked', async () => {
    const set = await withToken()
    const caller = (await bearer(set, secret))!
    expect(await set.access.stillHolds(caller)).toBe(true)
    await set.store.write((trx) => revokeToken(trx, 'T1', set.clock.now()))
    expect(await bearer(set, secret)).toBeNull()
    expect(await set.access.stillHolds(caller)).toBe(false)
  })

  it('goes before a cookie, also when it opens nothing', async () => {
    const set = await signedIn()
    expect(await set.access.identify({ cookie: set.cookie, bearer: secret }, afar)).toBeNull()
  })

  it('is written as used once a minute', async () => {
    const set = await withToken()
    const used = async () => (await findToken(set.store.db, { id: 'T1' }))!.usedAt
    for (const [waited, expected] of [
      [0, 0],
      [minute - 1, 0],
      [1, minute],
    ] as const) {
      set.clock.advance(waited)
      await bearer(set, secret)
      await set.access.parts.uses.settled()
      expect(await used()).toBe(startedAt + expected)
    }
  })
})

function changed(change: AccountChange) {
  return ({ store }: Stage) => store.write((trx) => changeAccount(trx, 'id-of-budi', change))
}
