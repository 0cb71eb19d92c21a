import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type AccountChange, accountByName, changeAccount } from '../../db/accounts.ts'
import { afar, anAccount, aSignedUp, goodPassword, type Stage, stage, trail } from './access.test-kit.ts'
import type { Client } from './access.ts'
import { deriveArgon2id } from './argon2.ts'
import { Passwords } from './passwords.ts'
import { signIn } from './sign-in.ts'

const from = (address: string): Client => ({ ...afar, address })
const attempt = (
  { access }: Stage,
  name: string,
  password: string,
  client = afar,
  code?: string,
  mark: string | null = null,
) => signIn(access.parts, { name, password, code }, client, { caller: null, mark })

const whyOf = async (...asked: Parameters<typeof attempt>) => {
  const result = await attempt(...asked)
  return result.ok ? 'ok' : result.why
}

it('lets somebody in by name and password, in whatever case the name is typed', async () => {
  const set = await stage()
  await aSignedUp(set, { role: 'operator' })
  const result = await attempt(set, ' Budi ', goodPassword)
  if (!result.ok) throw new Error(result.why)
  expect(result.caller).toMatchObject({ name: 'budi', role: 'operator', account: 'id-of-budi' })
  expect(await set.access.identify({ cookie: result.secret, bearer: null }, afar)).toEqual(result.caller)
  const told = { who: 'account:budi', what: 'sign-in', outcome: 'done', address: afar.address }
  expect(await trail(set)).toMatchObject([{ ...told, after: { session: result.caller.id } }])
  expect(JSON.stringify(await trail(set))).not.toContain(result.secret)
})

describe('is refused with as much work as a wrong password:', () => {
  const cases: [
    what: string,
    name: string,
    instead: object | null,
    reason: string,
    subject: string | null,
  ][] = [
    ['a wrong password', 'budi', {}, 'wrong-credentials', 'account:budi'],
    ['a name that nobody has', 'rahasia-saya', {}, 'wrong-credentials', null],
    ['what cannot be a name', 'kata sandi saya!', {}, 'wrong-credentials', null],
    ['an account without a password yet', 'budi', { password: null }, 'wrong-credentials', 'account:budi'],
    [
      'one of a single sign-on',
      'budi',
      { password: null, signOn: 'sso 1' },
      'wrong-credentials',
      'account:budi',
    ],
    ['a disabled account', 'budi', { disabledAt: 1 }, 'disabled', 'account:budi'],
  ]
  it.each(cases)('%s', async (_, name, instead, reason, subject) => {
    const set = await stage()
    await aSignedUp(set, { ...instead })
    const before = set.hashes()
    const password = reason === 'disabled' ? goodPassword : 'bukan yang benar'
    expect(await attempt(set, name, password)).toEqual({ ok: false, why: 'wrong-credentials' })
    expect(set.hashes() - before).toBe(1)
    const told = await trail(set)
    expect(told).toMatchObject([
      { who: 'nobody', what: 'sign-in', subject, outcome: 'refused', after: { reason } },
    ])
    for (const typed of ['rahasia-saya', 'kata sandi', 'bukan yang'])
      expect(JSON.stringify(told)).not.toContain(typed)
  })
})

it('leaves the owner a way in while strangers guess, and makes no hash for what it refuses', async () => {
  const set = await stage()
  await aSignedUp(set)
  expect(await whyOf(set, 'budi', goodPassword, from('192.0.2.1'))).toBe('ok')
  set.clock.advance(60_000)
  const before = set.hashes()
  for (let guess = 0; guess < 30; guess++) {
    const expected = guess < 6 ? 'wrong-credentials' : 'too-many-attempts'
    expect(await whyOf(set, 'budi', `tebakan ${guess}`, from(`10.0.0.${guess}`))).toBe(expected)
  }
  expect(set.hashes() - before).toBe(6)
  expect(await attempt(set, 'budi', goodPassword)).toEqual({
    ok: false,
    why: 'too-many-attempts',
    waitMs: 60_000,
  })
  expect(await whyOf(set, 'budi', goodPassword, from('192.0.2.1'))).toBe('ok')
  await attempt(set, 'budi', 'tebakan lain', from('192.0.2.1'))
  set.clock.advance(31 * 86_400_000)
  for (let guess = 0; guess < 10; guess++) await attempt(set, 'budi', `tebakan ${guess}`)
  expect(await whyOf(set, 'budi', goodPassword, from('192.0.2.1'))).toBe('too-many-attempts')
})

it('knows the browser of an owner whose address is new, until the password is another', async () => {
  const set = await stage()
  const budi = await aSignedUp(set)
  const first = await attempt(set, 'budi', goodPassword, from('192.0.2.1'))
  if (!first.ok) throw new Error(first.why)
  const elsewhere = (mark: string | null, password = goodPassword, at = '198.51.100.9') =>
    whyOf(set, 'budi', password, from(at), undefined, mark)
  for (let guess = 0; guess < 10; guess++) await attempt(set, 'budi', 'tebakan', from(`10.0.0.${guess}`))
  expect(await elsewhere(null)).toBe('too-many-attempts')
  expect(await elsewhere(`${first.mark}A`)).toBe('too-many-attempts')
  expect(await elsewhere(first.mark)).toBe('ok')
  for (let guess = 0; guess < 4; guess++)
    expect(await elsewhere(first.mark, 'tebakan')).toBe('wrong-credentials')
  expect(await elsewhere(first.mark)).toBe('too-many-attempts')
  set.clock.advance(60_000)
  for (let guess = 0; guess < 10; guess++) await attempt(set, 'budi', 'tebakan', from(`10.0.0.${guess}`))
  const password = await set.access.parts.passwords.hash('hujan sore di mataram')
  await set.store.write((trx) => changeAccount(trx, budi.id, { password }))
  const old = await elsewhere(first.mark, 'hujan sore di mataram', '203.0.113.5')
  expect(old).toBe('too-many-attempts')
})

it('knows at once from where somebody signed in', async () => {
  const set = await stage()
  await aSignedUp(set)
  for (let guess = 0; guess < 5; guess++) await attempt(set, 'budi', 'tebakan', from(`10.0.0.${guess}`))
  for (let time = 0; time < 5; time++)
    expect(await whyOf(set, 'budi', goodPassword, from('192.0.2.1'))).toBe('ok')
})

it('lets a whole office sign in within a minute from an address that is new', async () => {
  const set = await stage(async (password, salt) =>
    createHash('sha256').update(password).update(salt).digest(),
  )
  const { password } = await aSignedUp(set)
  for (let person = 0; person < 70; person++) {
    await anAccount(set.store, { name: `pegawai${person}`, password })
    expect(await whyOf(set, `pegawai${person}`, goodPassword)).toBe('ok')
  }
})

it('knows its owner by the network where addresses change each day', async () => {
  const set = await stage()
  await aSignedUp(set)
  expect(await whyOf(set, 'budi', goodPassword, from('2001:db8:1:2::a'))).toBe('ok')
  set.clock.advance(60_000)
  for (let guess = 0; guess < 10; guess++) await attempt(set, 'budi', 'tebakan', from(`10.0.0.${guess}`))
  expect(await whyOf(set, 'budi', goodPassword, from('2001:db8:1:3::b'))).toBe('too-many-attempts')
  expect(await whyOf(set, 'budi', goodPassword, from('2001:db8:1:2::b'))).toBe('ok')
})

it('makes a hash kept at another cost anew when somebody signs in', async () => {
  const set = await stage()
  // Of "password", at the cost of the reference implementation's own test.
  const old = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  await anAccount(set.store, { password: old })
  expect(await whyOf(set, 'budi', 'password')).toBe('ok')
  const kept = (await accountByName(set.store.db, 'budi'))?.password
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await new Passwords().fits('password', kept ?? null)).toBe(true)
})

it('says that it is busy where too many wait, and counts no attempt for it', async () => {
  const set = await stage()
  await aSignedUp(set)
  const others = Array.from({ length: 23 }, () => set.access.parts.passwords.hash('x'))
  expect(await whyOf(set, 'budi', goodPassword)).toBe('busy')
  await Promise.all(others)
  for (let again = 0; again < 6; again++) expect(await whyOf(set, 'budi', goodPassword)).toBe('ok')
})

describe('lets nobody in whose account became another while the password was checked:', () => {
  const changes: AccountChange[] = [{ disabledAt: 1 }, { password: null }, { secondFactor: 'v1.sealed' }]
  it.each(changes)('%j', async (change) => {
    const changed = Promise.withResolvers<void>()
    const set: Stage = await stage(async (...asked) => {
      if (set.hashes() > 1) await changed.promise
      return deriveArgon2id(...asked)
    })
    await aSignedUp(set)
    const result = attempt(set, 'budi', goodPassword)
    await expect.poll(() => set.hashes()).toBe(2)
    await set.store.write((trx) => changeAccount(trx, 'id-of-budi', change))
    changed.resolve()
    expect(await result).toEqual({ ok: false, why: 'wrong-credentials' })
  })
})
