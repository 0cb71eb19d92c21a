import { expect, it } from 'vitest'
import { accountById } from '../../db/accounts.ts'
import {
  afar,
  anAccount,
  aSignedUp,
  goodPassword,
  here,
  type Stage,
  stage,
  trail,
} from './access.test-kit.ts'
import type { Client } from './access.ts'
import {
  changePassword,
  endOtherSessions,
  endOwnSession,
  ownSessions,
  type Person,
  signOut,
} from './own-account.ts'
import { admit, signIn } from './sign-in.ts'
import { hotp } from './totp.ts'

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
  const other = await set.store.write((trx) => admit(trx, set.parts, siti, afar, 'sign-in'))
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
  expect(await asked(goodPassword, next)).toBeNull()
  expect([await areOpen(set), set.changes()]).toEqual([[true, false, false], 1])
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
  const whys = (await Promise.all(asked)).map((refused) => refused?.why ?? 'done')
  expect(whys.toSorted()).toEqual(['done', 'wrong-credentials'])
})

it('lets a stolen session guess the password no more than twenty times a minute', async () => {
  const set = await signedIn()
  const guess = () => changePassword(set.parts, set.first.person, { current: 'tebakan saja', next }, afar)
  const whys = []
  for (let time = 0; time < 25; time++) whys.push((await guess())?.why)
  expect(whys.filter((why) => why === 'wrong-credentials')).toHaveLength(19)
  expect(whys.at(-1)).toBe('too-many-attempts')
})

it('sets a second factor once a code of it was shown, and ends the sessions begun without', async () => {
  const set = await signedIn(2)
  const { person, cookie } = set.first
  const { secondFactors } = set.access
  expect(person.needsSecondFactor).toBe(true)
  expect(await secondFactors.confirm(person, '123456', afar)).toEqual({ why: 'not-begun' })
  expect(await secondFactors.begin(person, 'bukan yang benar', afar)).toEqual({ why: 'wrong-credentials' })
  const begun = await secondFactors.begin(person, goodPassword, afar)
  if ('why' in begun) throw new Error(begun.why)
  const secret = Buffer.from(read32(begun.secret))
  const code = (steps = 0) => hotp(secret, Math.floor(set.clock.now() / 30_000) + steps)
  expect(begun.uri).toContain(`otpauth://totp/Kementerian%20Contoh:budi?secret=${begun.secret}`)
  expect(await secondFactors.confirm(person, code(9), afar)).toEqual({ why: 'wrong-code' })
  expect(await secondFactors.confirm(person, code(), afar)).toBeNull()
  expect([await areOpen(set), set.changes()]).toEqual([[true, false], 1])
  expect(await set.access.identify({ cookie, bearer: null }, afar)).toMatchObject({
    needsSecondFactor: false,
  })
  const account = await accountById(set.store.db, person.account)
  expect(account?.secondFactor).toMatch(/^v1\./)
  await expect(enter(set, afar, code())).rejects.toThrow('wrong-code')
  set.clock.advance(30_000)
  await enter(set, afar, code())
  expect(JSON.stringify(await trail(set))).not.toContain(begun.secret)
})

it('forgets a second factor that was not confirmed within ten minutes', async () => {
  const set = await signedIn()
  const { secondFactors } = set.access
  const begun = await secondFactors.begin(set.first.person, goodPassword, afar)
  if ('why' in begun) throw new Error(begun.why)
  set.clock.advance(600_000)
  const code = hotp(read32(begun.secret), Math.floor(set.clock.now() / 30_000))
  expect(await secondFactors.confirm(set.first.person, code, afar)).toEqual({ why: 'not-begun' })
})

it('removes a second factor by the password, after which an administrator beyond loopback needs one', async () => {
  const set = await stage()
  const secondFactor = set.access.parts.keys.seal(Buffer.alloc(20), 'id-of-budi')
  await aSignedUp(set, { role: 'administrator', secondFactor })
  const { person, cookie } = await enter(
    set,
    afar,
    hotp(Buffer.alloc(20), Math.floor(set.clock.now() / 30_000)),
  )
  const { secondFactors } = set.access
  expect(await secondFactors.remove(person, 'bukan yang benar', afar)).toEqual({ why: 'wrong-credentials' })
  expect(await secondFactors.remove(person, goodPassword, afar)).toBeNull()
  const needs = async (client: Client) =>
    (await set.access.identify({ cookie, bearer: null }, client))?.needsSecondFactor
  expect([await needs(afar), await needs(here)]).toEqual([true, false])
  expect((await trail(set)).at(-1)).toMatchObject({ what: 'second-factor.remove' })
})

it('has neither password nor second factor here for those whom a provider lets in', async () => {
  const set = await stage()
  const account = await anAccount(set.store, { signOn: 'sso 1' })
  const { caller } = await set.store.write((trx) => admit(trx, set.access.parts, account, afar, 'sign-in'))
  const person = caller as Person
  const asked = { current: 'apa saja', next }
  expect(await changePassword(set.access.parts, person, asked, afar)).toEqual({ why: 'by-sign-on' })
  expect(await set.access.secondFactors.begin(person, 'apa saja', afar)).toEqual({ why: 'by-sign-on' })
})

function read32(text: string): Buffer {
  const bits = [...text].map((sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
