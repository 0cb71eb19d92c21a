import { describe, expect, it } from 'vitest'
import { type Account, accountById } from '../../db/accounts.ts'
import { listAccounts } from '../../db/list-accounts.ts'
import { everything } from '../domain/scope.ts'
import {
  afar,
  anAccount,
  aSignedUp,
  goodPassword,
  type Stage,
  stage,
  startedAt,
  trail,
} from './access.test-kit.ts'
import { type AccountChanges, addAccount, changeAccount, resetAccount } from './manage-accounts.ts'
import { lookAtLink } from './one-time.ts'
import { signIn } from './sign-in.ts'

const deed = { who: 'account:admin', at: startedAt, address: afar.address }
const bali = { provinces: ['51'], types: [], satker: [] }
const anAdministrator = { name: 'admin', role: 'administrator', password: '$' } as const

const change = ({ store }: Stage, id: string, changes: AccountChanges) =>
  store.write((trx) => changeAccount(trx, deed, id, changes))

async function signedIn(set: Stage, name = 'budi'): Promise<string> {
  const result = await signIn(set.access.parts, { name, password: goodPassword }, afar)
  if (!result.ok) throw new Error(result.why)
  return result.secret
}

const whoIs = ({ access }: Stage, cookie: string) => access.identify({ cookie, bearer: null }, afar)

describe('adding an account', () => {
  it('makes one without a password, told of in the trail', async () => {
    const set = await stage()
    const added = await set.store.write((trx) =>
      addAccount(trx, deed, { name: 'siti', role: 'pic', scope: bali }),
    )
    expect(added).toMatchObject({
      account: { name: 'siti', password: null },
      link: { endsAt: startedAt + 72 * 3_600_000 },
    })
    const told = { who: 'account:admin', what: 'account.add', subject: 'account:siti', address: afar.address }
    expect(await trail(set)).toMatchObject([{ ...told, after: { role: 'pic', scope: bali } }])
  })

  it.each([
    ['name-taken', { name: 'budi', role: 'viewer', scope: everything }],
    ['limited-administrator', { name: 'siti', role: 'administrator', scope: bali }],
    ['boundless-pic', { name: 'siti', role: 'pic', scope: everything }],
    ['limited-in-vain', { name: 'siti', role: 'auditor', scope: bali }],
  ] as const)('is refused as %s, and nothing is done', async (why, given) => {
    const set = await stage()
    await anAccount(set.store)
    expect(await set.store.write((trx) => addAccount(trx, deed, given))).toBe(why)
    expect(await trail(set)).toEqual([])
  })
})

describe('a change', () => {
  const changes: [what: string, changes: AccountChanges, told: string][] = [
    ['of the role', { role: 'operator' }, 'account.change'],
    ['of the scope', { scope: bali }, 'account.change'],
    ['that disables', { disabled: true }, 'account.disable'],
  ]
  it.each(changes)('%s ends all sessions of the account, and is told', async (_, changed, told) => {
    const set = await stage()
    await aSignedUp(set)
    const [one, other] = [await signedIn(set), await signedIn(set)]
    expect(await change(set, 'id-of-budi', changed)).toMatchObject({ name: 'budi' })
    expect([await whoIs(set, one), await whoIs(set, other)]).toEqual([null, null])
    expect((await trail(set)).at(-1)).toMatchObject({ what: told, subject: 'account:budi', outcome: 'done' })
  })

  it('tells what was and what is', async () => {
    const set = await stage()
    await anAccount(set.store)
    await change(set, 'id-of-budi', { role: 'pic', scope: bali, disabled: true })
    expect(await trail(set)).toMatchObject([
      { before: { role: 'viewer', scope: everything }, after: { role: 'pic', scope: bali } },
      { what: 'account.disable', before: null, after: null },
    ])
    await change(set, 'id-of-budi', { disabled: false })
    expect((await trail(set)).at(-1)).toMatchObject({ what: 'account.enable' })
  })

  it('that disables voids the link by which the password was to be set', async () => {
    const set = await stage()
    const added = await set.store.write((trx) =>
      addAccount(trx, deed, { name: 'siti', role: 'pic', scope: bali }),
    )
    if (typeof added === 'string') throw new Error(added)
    const { account, link } = added
    expect(await lookAtLink(set.access.parts, link!.secret)).toMatchObject({ name: 'siti' })
    for (const disabled of [true, false]) await change(set, account.id, { disabled })
    expect(await lookAtLink(set.access.parts, link!.secret)).toBeNull()
  })

  it('to what is already so ends nothing and tells nothing', async () => {
    const set = await stage()
    await aSignedUp(set)
    const cookie = await signedIn(set)
    await change(set, 'id-of-budi', { role: 'viewer', scope: everything, disabled: false })
    expect(await whoIs(set, cookie)).not.toBeNull()
    expect(await trail(set)).toHaveLength(1)
  })

  const refused: [
    why: string,
    account: Partial<Account>,
    others: Partial<Account>[],
    changes: AccountChanges,
  ][] = [
    ['last-administrator', anAdministrator, [], { disabled: true }],
    ['last-administrator', anAdministrator, [], { role: 'viewer' }],
    [
      'last-administrator',
      anAdministrator,
      [{ ...anAdministrator, name: 'b', disabledAt: 1 }],
      { disabled: true },
    ],
    [
      'last-administrator',
      anAdministrator,
      [{ ...anAdministrator, name: 'b', password: null }],
      { disabled: true },
    ],
    ['limited-administrator', anAdministrator, [], { scope: bali }],
    ['limited-administrator', { name: 'admin', scope: bali }, [], { role: 'administrator' }],
    ['by-sign-on', { name: 'admin', signOn: 'sso 1' }, [], { role: 'operator' }],
  ]
  it.each(refused)('is refused as %s: %j beside %j', async (why, account, others, changes) => {
    const set = await stage()
    for (const each of [account, ...others]) await anAccount(set.store, each)
    expect(await change(set, 'id-of-admin', changes)).toBe(why)
    expect(await accountById(set.store.db, 'id-of-admin')).toMatchObject(account)
    expect(await trail(set)).toEqual([])
  })

  it('of an administrator is made where another can sign in, by single sign-on only where there is one', async () => {
    const set = await stage()
    await anAccount(set.store, anAdministrator)
    await anAccount(set.store, { name: 'b', role: 'administrator', signOn: 'sso 1' })
    expect(await change(set, 'id-of-admin', { disabled: true })).toBe('last-administrator')
    const disabled = { disabled: true }
    const done = await set.store.write((trx) =>
      changeAccount(trx, deed, 'id-of-admin', disabled, { hasSignOn: true }),
    )
    expect(done).toMatchObject({ disabledAt: startedAt })
    expect(await change(set, 'nobody', { disabled: true })).toBe('not-found')
  })
})

describe('a reset', () => {
  it('voids password, second factor and sessions', async () => {
    const set = await stage()
    await aSignedUp(set)
    const cookie = await signedIn(set)
    await set.store.write((trx) => resetAccount(trx, deed, 'id-of-budi'))
    expect(await whoIs(set, cookie)).toBeNull()
    const again = await signIn(set.access.parts, { name: 'budi', password: goodPassword }, afar)
    expect(again).toEqual({ ok: false, why: 'wrong-credentials' })
    const told = { what: 'account.reset', before: { password: true, secondFactor: false, sessions: 1 } }
    expect(await trail(set)).toContainEqual(expect.objectContaining(told))
  })

  it('is not for those whom a provider lets in', async () => {
    const set = await stage()
    await anAccount(set.store, { signOn: 'sso 1' })
    expect(await set.store.write((trx) => resetAccount(trx, deed, 'id-of-budi'))).toBe('by-sign-on')
    expect(await set.store.write((trx) => resetAccount(trx, deed, 'nobody'))).toBe('not-found')
  })
})

it('lists accounts with their last sign-in, also after the session has ended, and their open sessions', async () => {
  const set = await stage()
  await aSignedUp(set)
  await anAccount(set.store, { name: 'siti' })
  set.clock.advance(5_000)
  await signedIn(set)
  await signedIn(set)
  const list = (now: number) => listAccounts(set.store.db, { now, usedSince: now - 60_000 })
  const shown = async (now: number) =>
    (await list(now)).map(({ name, lastSignIn, sessions }) => [name, lastSignIn, sessions])
  const at = startedAt + 5_000
  expect(await shown(at)).toEqual([
    ['budi', at, 2],
    ['siti', null, 0],
  ])
  expect(await shown(at + 60_001)).toEqual([
    ['budi', at, 0],
    ['siti', null, 0],
  ])
})
