import { expect, it } from 'vitest'
import { afar, anAccount, aSignedUp, goodPassword, type Stage, stage, trail } from './access.test-kit.ts'
import type { Client } from './access.ts'
import { admit } from './admit.ts'
import {
  changePassword,
  endOtherSessions,
  endOwnSession,
  ownSessions,
  type Person,
  signOut,
} from './own-account.ts'
import { signIn } from './sign-in.ts'

const next = 'hujan sore di mataram'

async function enter({ access }: Stage, client: Client = afar, code?: string) {
  const result = await signIn(access.parts, { name: 'budi', password: goodPassword, code }, client)
  if (!result.ok) throw new Error(result.why)
  return { cookie: result.secret, person: result.caller as Person }
}

async function signedIn(times = 1) {
  const set = await stage()
  await aSignedUp(set, { role: 'administrator' })
  const sessions = []
  for (let time = 0; time < times; time++) sessions.push(await enter(set))
  let changes = 0
  set.access.onChange(() => (changes += 1))
  return { ...set, parts: set.access.parts, sessions, first: sessions[0]!, changes: () => changes }
}

type Set = Awaited<ReturnType<typeof signedIn>>
const areOpen = ({ access, sessions }: Set) =>
  Promise.all(
    sessions.map(async ({ cookie }) => (await access.identify({ cookie, bearer: null }, afar)) !== null),
  )

it('signs out of one session', async () => {
  const set = await signedIn(2)
  await signOut(set.parts, set.first.person, afar)
  expect([await areOpen(set), set.changes()]).toEqual([[false, true], 1])
  expect((await trail(set)).at(-1)).toMatchObject({ who: 'account:budi', what: 'sign-out' })
})

it('lists sessions and ends one of them, or all others', async () => {
  const set = await signedIn(4)
  const [first, second] = set.sessions
  const listed = await ownSessions(set.parts, first!.person)
  expect(listed.map(({ id }) => id).toSorted()).toEqual(
    set.sessions.map(({ person }) => person.id).toSorted(),
  )
  expect(listed[0]).toMatchObject({ address: afar.address, agent: 'Firefox' })
  expect(await endOwnSession(set.parts, first!.person, second!.person.id, afar)).toBe(true)
  expect(await areOpen(set)).toEqual([true, false, true, true])
  await endOtherSessions(set.parts, first!.person, afar)
  expect(await areOpen(set)).toEqual([true, false, false, false])
  expect([await ownSessions(set.parts, first!.person), set.changes()]).toMatchObject([[{}], 2])
  const told = (await trail(set)).filter(({ what }) => what === 'session.end')
  expect(told.map(({ before }) => before)).toEqual([{ session: second!.person.id }, { sessions: 2 }])
})

it('ends no session of another account', async () => {
  const set = await signedIn()
  const siti = await anAccount(set.store, { name: 'siti' })
  const other = await set.store.write((trx) => admit(trx, set.parts, siti, afar, { what: 'sign-in' }))
  expect(await endOwnSession(set.parts, set.first.person, other.caller.id, afar)).toBe(false)
  expect(await set.access.identify({ cookie: other.secret, bearer: null }, afar)).not.toBeNull()
})

it('changes the password where the present one is right, and ends the other sessions', async () => {
  const set = await signedIn(3)
  const { person } = set.first
  const asked = (current: string, wanted: string) =>
    changePassword(set.parts, person, { current, next: wanted }, afar)
  expect(await asked('bukan yang benar', next)).toEqual({ why: 'wrong-credentials' })
  expect(await asked(goodPassword, 'pendek')).toMatchObject({ why: 'weak-password' })
  expect(await asked(goodPassword, 'kementerian contoh')).toMatchObject({ why: 'weak-password' })
  expect(await areOpen(set)).toEqual([true, true, true])
  const changed = await asked(goodPassword, next)
  if ('why' in changed) throw new Error(changed.why)
  expect([await areOpen(set), set.changes()]).toEqual([[false, false, false], 1])
  expect(await set.access.identify({ cookie: changed.secret, bearer: null }, afar)).toEqual(changed.caller)
  const old = await signIn(set.parts, { name: 'budi', password: goodPassword }, afar)
  expect(old).toMatchObject({ why: 'wrong-credentials' })
  expect(await signIn(set.parts, { name: 'budi', password: next }, afar)).toMatchObject({ ok: true })
  const told = (await trail(set)).filter(({ what }) => what.startsWith('password'))
  expect(told.map(({ what, outcome }) => [what, outcome])).toEqual([
    ['password.check', 'refused'],
    ['password.change', 'done'],
  ])
  expect(JSON.stringify(await trail(set))).not.toMatch(/argon2|kuda|hujan/)
})

it('takes one of two changes of the password at once', async () => {
  const set = await signedIn()
  const asked = [next, 'kucing hitam lompat pagar'].map((wanted) =>
    changePassword(set.parts, set.first.person, { current: goodPassword, next: wanted }, afar),
  )
  const whys = (await Promise.all(asked)).map((done) => ('why' in done ? done.why : 'done'))
  expect(whys.toSorted()).toEqual(['done', 'wrong-credentials'])
})

it('lets a stolen session guess the password no more than four times a minute', async () => {
  const set = await signedIn()
  const guess = () => changePassword(set.parts, set.first.person, { current: 'tebakan saja', next }, afar)
  const whys = []
  for (let time = 0; time < 6; time++) whys.push(await guess())
  expect(whys.slice(0, 4)).toEqual(Array(4).fill({ why: 'wrong-credentials' }))
  expect(whys.slice(4)).toEqual(Array(2).fill({ why: 'too-many-attempts', waitMs: 60_000 }))
  await enter(set)
})

it('has neither password nor second factor here for those whom a provider lets in', async () => {
  const set = await stage()
  const account = await anAccount(set.store, { signOn: 'sso 1' })
  const { caller } = await set.store.write((trx) =>
    admit(trx, set.access.parts, account, afar, { what: 'sign-in' }),
  )
  const person = caller as Person
  const asked = { current: 'apa saja', next }
  expect(await changePassword(set.access.parts, person, asked, afar)).toEqual({ why: 'by-sign-on' })
  expect(await set.access.secondFactors.begin(person, { password: 'apa saja' }, afar)).toEqual({
    why: 'by-sign-on',
  })
})
