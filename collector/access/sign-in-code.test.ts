import { describe, expect, it } from 'vitest'
import { changeAccount } from '../../db/accounts.ts'
import { afar, aSignedUp, goodPassword, type Stage, stage, trail } from './access.test-kit.ts'
import type { Client } from './access.ts'
import { signIn } from './sign-in.ts'
import { hotp, newTotpSecret } from './totp.ts'

const from = (address: string): Client => ({ ...afar, address })
const attempt = ({ access }: Stage, name: string, password: string, client = afar, code?: string) =>
  signIn(access.parts, { name, password, code }, client)

const whyOf = async (...asked: Parameters<typeof attempt>) => {
  const result = await attempt(...asked)
  return result.ok ? 'ok' : result.why
}

describe('a second factor', () => {
  const secret = newTotpSecret()
  async function withFactor() {
    const set = await stage()
    const secondFactor = set.access.parts.keys.seal(secret, 'id-of-budi')
    await aSignedUp(set, { role: 'administrator', secondFactor })
    const code = (steps = 0) => hotp(secret, Math.floor(set.clock.now() / 30_000) + steps)
    return { ...set, code }
  }

  it('is asked for when the password was right, and not before', async () => {
    const set = await withFactor()
    expect(await whyOf(set, 'budi', 'bukan yang benar', afar, set.code())).toBe('wrong-credentials')
    expect(await whyOf(set, 'budi', goodPassword)).toBe('second-factor-required')
    expect(await whyOf(set, 'budi', goodPassword, afar, set.code(5))).toBe('wrong-code')
    const result = await attempt(set, 'budi', goodPassword, afar, set.code())
    expect(result).toMatchObject({ ok: true, caller: { needsSecondFactor: false } })
    const reasons = (await trail(set)).map(({ outcome, after }) => [
      outcome,
      (after as { reason?: string }).reason,
    ])
    expect(reasons).toEqual([
      ['refused', 'wrong-credentials'],
      ['refused', 'wrong-code'],
      ['done', undefined],
    ])
  })

  it('takes a code once, also of two who show it at the same time', async () => {
    const set = await withFactor()
    const both = await Promise.all([1, 2].map(() => whyOf(set, 'budi', goodPassword, afar, set.code())))
    expect(both.toSorted()).toEqual(['ok', 'wrong-code'])
    expect(await whyOf(set, 'budi', goodPassword, afar, set.code())).toBe('wrong-code')
    expect(await whyOf(set, 'budi', goodPassword, afar, set.code(1))).toBe('ok')
  })

  it('cannot be guessed by who knows the password: ten wrong codes an hour are all', async () => {
    const set = await withFactor()
    for (let guess = 0; guess < 10; guess++) {
      expect(await whyOf(set, 'budi', goodPassword, afar, set.code(7))).toBe('wrong-code')
      set.clock.advance(60_000)
    }
    expect(await whyOf(set, 'budi', goodPassword, afar, set.code())).toBe('too-many-attempts')
    set.clock.advance(3_600_000)
    expect(await whyOf(set, 'budi', goodPassword, afar, set.code())).toBe('ok')
  })

  it('is not locked by strangers who know the password, and a new one starts at nothing', async () => {
    const set = await withFactor()
    const home = from('192.0.2.1')
    expect(await whyOf(set, 'budi', goodPassword, home, set.code())).toBe('ok')
    for (let guess = 0; guess < 10; guess++) {
      set.clock.advance(60_000)
      expect(await whyOf(set, 'budi', goodPassword, afar, set.code(7))).toBe('wrong-code')
    }
    expect(await whyOf(set, 'budi', goodPassword, afar, set.code())).toBe('too-many-attempts')
    expect(await whyOf(set, 'budi', goodPassword, home, set.code())).toBe('ok')
    const secondFactor = set.access.parts.keys.seal(secret, 'id-of-budi')
    await set.store.write((trx) => changeAccount(trx, 'id-of-budi', { secondFactor }))
    expect(await whyOf(set, 'budi', goodPassword, afar, set.code(1))).toBe('ok')
  })

  it('that cannot be read lets nobody in without it', async () => {
    const set = await stage()
    await aSignedUp(set, { secondFactor: 'v1.sealed-with-a-key-that-was-lost' })
    expect(await whyOf(set, 'budi', goodPassword, afar, '123456')).toBe('second-factor-unreadable')
  })
})
