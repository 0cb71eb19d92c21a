import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accountById, accountByName, changeAccount } from '../../db/accounts.ts'
import { StoreFull } from '../../db/store-error.ts'
import { everything } from '../domain/scope.ts'
import { silentLog } from '../log.ts'
import {
  afar,
  aSignedUp,
  goodPassword,
  here,
  type Stage,
  stage,
  startedAt,
  trail,
} from './access.test-kit.ts'
import { createAccess } from './create-access.ts'
import { addAccount, resetAccount } from './manage-accounts.ts'
import { lookAtLink, newSetUpLink, useLink } from './one-time.ts'
import { newSecret } from './secret-text.ts'

const hour = 3_600_000
const deed = { who: 'account:admin', at: startedAt, address: afar.address }

async function setUp() {
  const set = await stage()
  const link = async () => (await set.store.write((trx) => newSetUpLink(trx, set.clock.now())))!.secret
  return { ...set, link }
}

async function invited(set: Stage) {
  const given = { name: 'siti', role: 'viewer', scope: everything } as const
  const added = await set.store.write((trx) => addAccount(trx, deed, given))
  if (typeof added === 'string') throw new Error(added)
  return { account: added.account, link: added.link!.secret }
}

const use = ({ access }: Stage, link: string, name?: string, password = goodPassword) =>
  useLink(access.parts, { link, name, password }, here)

describe('the link of the first start', () => {
  it('is said to the console as an address, in which the secret is a fragment, and to nobody else', async () => {
    const set = await stage()
    const said: string[] = []
    await set.access.tellSetUp('http://127.0.0.1:8080', (text) => said.push(text))
    expect(said.join()).toMatch(
      /^No account yet\. Open this address once within 24 hours to make the first administrator:\n {2}http:\/\/127\.0\.0\.1:8080\/masuk#[\w-]{43}\n$/,
    )
    const secret = said.join().split('#')[1]!.trim()
    expect(await lookAtLink(set.access.parts, secret)).toEqual({
      purpose: 'set-up',
      name: null,
      role: 'administrator',
      endsAt: startedAt + 24 * hour,
    })
  })

  it('makes one administrator who sees everything and is signed in', async () => {
    const set = await setUp()
    expect(await set.access.isSetUp()).toBe(false)
    const done = await use(set, await set.link(), 'Budi')
    expect(done).toMatchObject({
      ok: true,
      caller: { name: 'budi', role: 'administrator', scope: everything },
    })
    expect(await set.access.isSetUp()).toBe(true)
    expect(await trail(set)).toMatchObject([
      { who: 'nobody', what: 'account.add', subject: 'account:budi', after: { role: 'administrator' } },
      { who: 'account:budi', what: 'one-time.use' },
    ])
  })

  it('makes one administrator also where two use it at once', async () => {
    const set = await setUp()
    const link = await set.link()
    const both = await Promise.all(['budi', 'siti'].map((name) => use(set, link, name)))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, why: 'not-found' })
    expect(await set.store.db.selectFrom('account').select('name').execute()).toHaveLength(1)
  })

  it('is void when another was made, after a day, and as soon as there is an account', async () => {
    const set = await setUp()
    const first = await set.link()
    const second = await set.link()
    expect(await use(set, first, 'budi')).toEqual({ ok: false, why: 'not-found' })
    set.clock.advance(24 * hour)
    expect(await use(set, second, 'budi')).toEqual({ ok: false, why: 'not-found' })
    const third = await set.link()
    await aSignedUp(set)
    expect(await use(set, third, 'siti')).toEqual({ ok: false, why: 'not-found' })
    expect(await set.store.write((trx) => newSetUpLink(trx, set.clock.now()))).toBeNull()
  })

  it('is kept for another try where the name or the password is not right', async () => {
    const set = await setUp()
    const link = await set.link()
    expect(await use(set, link)).toMatchObject({ ok: false, why: 'bad-name' })
    expect(await use(set, link, 'budi santoso')).toMatchObject({
      sentence: expect.stringContaining('1 to 64'),
    })
    expect(await use(set, link, 'budi', 'pendek')).toMatchObject({ ok: false, why: 'weak-password' })
    expect(await use(set, link, 'budi', 'bismillah123')).toMatchObject({ ok: false, why: 'weak-password' })
    expect(await use(set, link, 'budi')).toMatchObject({ ok: true })
  })
})

describe('the link of an account that was made for somebody', () => {
  it('sets the password of that account, whatever name is sent with it, and once', async () => {
    const set = await stage()
    const { account, link } = await invited(set)
    const looked = { purpose: 'password', name: 'siti', role: 'viewer', endsAt: startedAt + 72 * hour }
    expect(await lookAtLink(set.access.parts, link)).toEqual(looked)
    expect(await use(set, link, 'admin')).toMatchObject({
      ok: true,
      caller: { name: 'siti', role: 'viewer' },
    })
    expect((await accountById(set.store.db, account.id))?.password).toMatch(/^\$argon2id/)
    expect(await use(set, link)).toEqual({ ok: false, why: 'not-found' })
    expect(await accountByName(set.store.db, 'admin')).toBeNull()
  })

  it('opens nothing after three days, nor while the account is disabled, nor after a newer one', async () => {
    const set = await stage()
    const { account, link } = await invited(set)
    await set.store.write((trx) => changeAccount(trx, account.id, { disabledAt: startedAt }))
    expect(await use(set, link)).toEqual({ ok: false, why: 'not-found' })
    await set.store.write((trx) => changeAccount(trx, account.id, { disabledAt: null }))
    expect(await lookAtLink(set.access.parts, link)).not.toBeNull()
    const again = await set.store.write((trx) => resetAccount(trx, deed, account.id))
    if (typeof again === 'string') throw new Error(again)
    expect(await use(set, link)).toEqual({ ok: false, why: 'not-found' })
    set.clock.advance(72 * hour)
    expect(await use(set, again.link.secret)).toEqual({ ok: false, why: 'not-found' })
  })
})

it.each(['', 'x', newSecret(), `${newSecret()}x`, "' or 1=1 --"])('knows no link %j', async (secret) => {
  const set = await setUp()
  await set.link()
  expect(await lookAtLink(set.access.parts, secret)).toBeNull()
  const before = set.hashes()
  expect(await use(set, secret, 'budi')).toEqual({ ok: false, why: 'not-found' })
  expect(set.hashes()).toBe(before)
})

it('is kept as its hash alone', async () => {
  const set = await setUp()
  const link = await set.link()
  const rows = await set.store.db.selectFrom('one_time_link').selectAll().execute()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(link)
})

it('does not keep the collector from starting where the disk has no room for the first address', async () => {
  const { store, folder, clock, settings } = await stage()
  const said: string[] = []
  const logged: string[] = []
  const access = createAccess({
    // The page of a new table has room for a link on any disk, so that this store has none for anything.
    store: { db: store.db, write: () => Promise.reject(new StoreFull('the store', null)) },
    settings: () => settings,
    keyFile: join(folder, 'secrets.key'),
    clock,
    log: { ...silentLog, error: (event) => void logged.push(event) },
  })
  await access.tellSetUp('http://127.0.0.1:8080', (text) => said.push(text))
  expect([said, logged]).toEqual([[], ['no-account']])
})
