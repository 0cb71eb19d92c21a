import { describe, expect, it } from 'vitest'
import { accountById } from '../../db/accounts.ts'
import { afar, aSignedUp, goodPassword, here, stage, trail } from './access.test-kit.ts'
import type { Person } from './own-account.ts'
import { signIn } from './sign-in.ts'
import { hotp } from './totp.ts'

const inForce = Buffer.alloc(20)

async function signedIn({ hasFactor = false } = {}) {
  const set = await stage()
  const { keys } = set.access.parts
  const secondFactor = hasFactor ? keys.seal(inForce, 'id-of-budi') : null
  await aSignedUp(set, { role: 'administrator', secondFactor })
  const codeOf = (secret: Buffer, steps = 0) => hotp(secret, Math.floor(set.clock.now() / 30_000) + steps)
  const enter = async (code?: string) => {
    const result = await signIn(set.access.parts, { name: 'budi', password: goodPassword, code }, afar)
    if (!result.ok) throw new Error(result.why)
    return { cookie: result.secret, person: result.caller as Person }
  }
  const first = await enter(hasFactor ? codeOf(inForce) : undefined)
  set.clock.advance(60_000)
  const code = (steps = 0) => codeOf(inForce, steps)
  const isOpen = async (cookie: string) =>
    (await set.access.identify({ cookie, bearer: null }, afar)) !== null
  const factor = async () => (await accountById(set.store.db, 'id-of-budi'))?.secondFactor
  return { ...set, ...first, factors: set.access.secondFactors, enter, code, codeOf, isOpen, factor }
}

/** A new one, begun. */
async function begin({ factors, person }: Awaited<ReturnType<typeof signedIn>>, code?: string) {
  const begun = await factors.begin(person, { password: goodPassword, code }, afar)
  if ('why' in begun) throw new Error(begun.why)
  return { ...begun, bytes: read32(begun.secret) }
}

it('is set once a code of it was shown, and ends the sessions begun without', async () => {
  const set = await signedIn()
  const { factors, person, cookie, codeOf } = set
  const other = await set.enter()
  expect(person.needsSecondFactor).toBe(true)
  expect(await factors.confirm(person, '123456', afar)).toEqual({ why: 'not-begun' })
  const wrong = { password: 'bukan yang benar' }
  expect(await factors.begin(person, wrong, afar)).toEqual({ why: 'wrong-credentials' })
  const { uri, secret, bytes } = await begin(set)
  expect(uri).toContain(`otpauth://totp/Kementerian%20Contoh:budi?secret=${secret}`)
  expect(await factors.confirm(person, codeOf(bytes, 9), afar)).toEqual({ why: 'wrong-code' })
  const done = await factors.confirm(person, codeOf(bytes), afar)
  if ('why' in done) throw new Error(done.why)
  expect([await set.isOpen(cookie), await set.isOpen(other.cookie)]).toEqual([false, false])
  expect(await set.access.identify({ cookie: done.secret, bearer: null }, afar)).toMatchObject({
    needsSecondFactor: false,
  })
  expect(await set.factor()).toMatch(/^v1\./)
  await expect(set.enter(codeOf(bytes))).rejects.toThrow('wrong-code')
  const told = await trail(set)
  const before = { secondFactor: false, sessions: 1 }
  expect(told.find(({ what }) => what === 'second-factor.set')).toMatchObject({ before })
  expect(JSON.stringify(told)).not.toContain(secret)
})

it('is forgotten where it was not confirmed within ten minutes', async () => {
  const set = await signedIn()
  const { bytes } = await begin(set)
  set.clock.advance(600_000)
  expect(await set.factors.confirm(set.person, set.codeOf(bytes), afar)).toEqual({ why: 'not-begun' })
})

describe('one that is in force', () => {
  const shown: [what: string, code: number | null, why: string][] = [
    ['no code', null, 'second-factor-required'],
    ['a wrong code', 7, 'wrong-code'],
  ]
  it.each(shown)('is neither replaced nor removed by a password with %s', async (_, steps, why) => {
    const set = await signedIn({ hasFactor: true })
    const before = await set.factor()
    const asked = { password: goodPassword, code: steps === null ? undefined : set.code(steps) }
    expect(await set.factors.begin(set.person, asked, afar)).toEqual({ why })
    expect(await set.factors.remove(set.person, asked, afar)).toEqual({ why })
    expect(await set.factor()).toBe(before)
    const refused = (await trail(set)).filter(({ outcome }) => outcome === 'refused')
    const reasons = steps === null ? [] : [{ reason: why }, { reason: why }]
    expect(refused.map(({ after }) => after)).toEqual(reasons)
  })

  it('is replaced by a code of it, which is good once', async () => {
    const set = await signedIn({ hasFactor: true })
    const before = await set.factor()
    const code = set.code()
    const { bytes } = await begin(set, code)
    const again = { password: goodPassword, code }
    expect(await set.factors.begin(set.person, again, afar)).toEqual({ why: 'wrong-code' })
    expect(await set.factors.remove(set.person, again, afar)).toEqual({ why: 'wrong-code' })
    expect(await set.factors.confirm(set.person, set.codeOf(bytes), afar)).toMatchObject({
      caller: { needsSecondFactor: false },
    })
    expect(await set.factor()).not.toBe(before)
    const told = (await trail(set)).find(({ what }) => what === 'second-factor.set')
    expect(told).toMatchObject({ before: { secondFactor: true, sessions: 0 } })
  })

  it('is removed by a code of it, which ends the other sessions', async () => {
    const set = await signedIn({ hasFactor: true })
    const { person, cookie } = set
    const other = await set.enter(set.code(-1))
    const asked = { password: goodPassword, code: set.code() }
    const wrong = { ...asked, password: 'bukan yang benar' }
    expect(await set.factors.remove(person, wrong, afar)).toEqual({ why: 'wrong-credentials' })
    expect(await set.factors.remove(person, asked, afar)).toBeNull()
    expect([await set.isOpen(cookie), await set.isOpen(other.cookie)]).toEqual([true, false])
    expect((await trail(set)).at(-1)).toMatchObject({
      what: 'second-factor.remove',
      before: { sessions: 1 },
    })
  })

  it('once removed is needed again beyond loopback, by those who are there already too', async () => {
    const set = await signedIn({ hasFactor: true })
    const shownCookie = { cookie: set.cookie, bearer: null }
    const [away, near] = [
      (await set.access.identify(shownCookie, afar))!,
      (await set.access.identify(shownCookie, here))!,
    ]
    const hold = () => Promise.all([away, near].map((caller) => set.access.stillHolds(caller)))
    expect(await hold()).toEqual([true, true])
    await set.factors.remove(set.person, { password: goodPassword, code: set.code() }, afar)
    expect(await hold()).toEqual([false, true])
    expect(await set.access.identify(shownCookie, afar)).toMatchObject({ needsSecondFactor: true })
    expect(await set.access.identify(shownCookie, here)).toMatchObject({ needsSecondFactor: false })
  })
})

function read32(text: string): Buffer {
  const bits = [...text].map((sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
