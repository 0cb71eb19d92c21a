import { expect, it } from 'vitest'
import { accountBySignOn, changeAccount } from '../../db/accounts.ts'
import { sessionsOf } from '../../db/sessions.ts'
import { everything } from '../domain/scope.ts'
import { afar, anAccount, stage } from './access.test-kit.ts'
import { endSignOnSessions } from './end-sign-on-sessions.ts'
import { enterBySignOn } from './enter-by-sign-on.ts'
import { settingsFor } from './sign-on.test-kit.ts'
import { fillDisk } from './full-disk.test-kit.ts'
import type { SignedOn } from './sign-on.ts'

const bali = { provinces: ['51'], types: [], satker: [] }
const siti: SignedOn = {
  ok: true,
  subject: 'https://sso.example 17',
  name: 'Siti',
  role: 'viewer',
  scope: bali,
}

const aSignOn = settingsFor('https://sso.example')

async function begin() {
  const { store, access, settings } = await stage()
  settings.signOn = aSignOn
  let changes = 0
  const parts = { ...access.parts, changed: () => void changes++ }
  const signIn = (signedOn: SignedOn) => enterBySignOn(parts, signedOn, afar)
  const audited = async () =>
    (await store.db.selectFrom('audit').select(['what', 'who', 'after']).orderBy('id').execute()).map(
      ({ what, who }) => `${who} ${what}`,
    )
  return { store, access, settings, signIn, audited, changes: () => changes }
}

it('makes an account for whom the provider knows, once, and a session each time', async () => {
  const { store, access, signIn, audited } = await begin()
  const first = await signIn(siti)
  const second = await signIn({ ...siti, name: 'Siti Rahma' })
  if (!first.ok || !second.ok) throw new Error('They were refused.')
  expect(second.caller).toMatchObject({
    account: first.caller.account,
    name: 'siti',
    role: 'viewer',
    scope: bali,
  })
  expect((await accountBySignOn(store.db, siti.subject))?.password).toBeNull()
  const caller = await access.identify({ cookie: second.secret, bearer: null }, afar)
  expect(caller).toMatchObject({ name: 'siti', role: 'viewer', scope: bali, needsSecondFactor: false })
  expect(await sessionsOf(store.db, first.caller.account ?? '')).toHaveLength(2)
  expect(await audited()).toEqual([
    'account:siti account.add',
    'account:siti sign-in',
    'account:siti sign-in',
  ])
})

it('lets nobody into the account of another by the name that the provider tells', async () => {
  const { store, signIn } = await begin()
  const mine = await anAccount(store, { name: 'siti', role: 'administrator' })
  const first = await signIn(siti)
  const other = await signIn({ ...siti, subject: 'https://sso.example 18' })
  if (!first.ok || !other.ok) throw new Error('They were refused.')
  expect([first.caller.name, other.caller.name]).toEqual(['siti-2', 'siti-3'])
  expect(first.caller.account).not.toBe(mine.id)
  expect(first.caller.role).toBe('viewer')
})

it('follows the role and scope of each sign-in, and ends what was begun with another', async () => {
  const { store, access, signIn, audited, changes } = await begin()
  const before = await signIn(siti)
  const after = await signIn({ ...siti, role: 'operator', scope: everything })
  if (!before.ok || !after.ok) throw new Error('They were refused.')
  expect(await access.identify({ cookie: before.secret, bearer: null }, afar)).toBeNull()
  expect(await access.identify({ cookie: after.secret, bearer: null }, afar)).toMatchObject({
    role: 'operator',
  })
  expect(await sessionsOf(store.db, after.caller.account ?? '')).toHaveLength(1)
  expect(await audited()).toContain('account:siti account.change')
  expect(changes()).toBe(2)
})

it('refuses an account that was disabled here, whatever the provider says', async () => {
  const { store, signIn } = await begin()
  await signIn(siti)
  const account = await accountBySignOn(store.db, siti.subject)
  await store.write((trx) => changeAccount(trx, account?.id ?? '', { disabledAt: 1 }))
  expect(await signIn(siti)).toEqual({ ok: false, why: 'disabled' })
})

it.each([
  ['Ani <b>', 'ani-b'],
  ['  ', 'sso'],
  ['Čédomir Á', 'cedomir-a'],
  ['ستي', 'sso'],
  ['x'.repeat(64), 'x'.repeat(58)],
  ['budi@kemenag.go.id', 'budi@kemenag.go.id'],
])('calls %j %j here', async (told, name) => {
  const { signIn } = await begin()
  expect(await signIn({ ...siti, name: told })).toMatchObject({ caller: { name } })
})

it('holds nobody in for whom no single sign-on vouches any more', async () => {
  const { access, signIn, store, settings } = await begin()
  const entered = await signIn(siti)
  if (!entered.ok) throw new Error('They were refused.')
  const shown = { cookie: entered.secret, bearer: null }
  settings.signOn = null
  expect(await access.identify(shown, afar)).toBeNull()
  expect(await access.stillHolds(entered.caller)).toBe(false)
  settings.signOn = aSignOn
  expect(await access.identify(shown, afar)).not.toBeNull()
  await endSignOnSessions(access.parts)
  expect(await access.identify(shown, afar)).toBeNull()
  const ended = await store.db
    .selectFrom('audit')
    .select(['who', 'subject'])
    .where('what', '=', 'session.end')
    .execute()
  expect(ended).toEqual([{ who: 'collector', subject: 'account:siti' }])
})

it('holds nobody in whose single sign-on became another while the disk is full', async () => {
  const { access, signIn, store } = await begin()
  const entered = await signIn(siti)
  if (!entered.ok) throw new Error('They were refused.')
  const free = await fillDisk({ store })
  await endSignOnSessions(access.parts)
  expect(await access.identify({ cookie: entered.secret, bearer: null }, afar)).toBeNull()
  await free()
  await access.stop()
  expect(await sessionsOf(store.db, entered.caller.account ?? '')).toEqual([])
})
