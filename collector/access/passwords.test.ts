import { describe, expect, it } from 'vitest'
import { deriveArgon2id, type Derive, presentCost, readPhcString } from './argon2.ts'
import { isOutdated, Passwords } from './passwords.ts'

/** Counts what is hashed, at what cost. */
function counted() {
  const made: string[] = []
  const derive: Derive = (password, salt, cost, tagLength) => {
    made.push(`m=${cost.memory},t=${cost.passes},p=${cost.parallelism},${tagLength}`)
    return deriveArgon2id(password, salt, cost, tagLength)
  }
  return { passwords: new Passwords(derive), made }
}

/** Hashes that end when the test says so. */
function held() {
  const ends: (() => void)[] = []
  const derive: Derive = (_password, _salt, _cost, tagLength) =>
    new Promise((resolve) => ends.push(() => resolve(Buffer.alloc(tagLength))))
  return { passwords: new Passwords(derive), ends }
}

const right = 'kuda betul baterai'

it('keeps a password as an Argon2id hash with its own salt and cost, which fits that password alone', async () => {
  const { passwords } = counted()
  const [kept, again] = [String(await passwords.hash(right)), String(await passwords.hash(right))]
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(again).not.toBe(kept)
  expect(await passwords.fits(right, kept)).toBe(true)
  for (const wrong of ['', 'Kuda betul baterai', `${right} `, `${right}\0`, right.repeat(500)])
    expect(await passwords.fits(wrong, kept)).toBe(false)
})

it('agrees with the reference implementation of Argon2 (RFC 9106)', async () => {
  // argon2 "somesalt" -id -t 2 -m 16 -p 1 -l 32, version 13, of the reference's own test file.
  const kept = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  expect(await new Passwords().fits('password', kept)).toBe(true)
  expect(isOutdated(kept)).toBe(true)
  expect(isOutdated(kept.replace('m=65536', `m=${presentCost.memory}`))).toBe(false)
})

it('takes a letter for the same however it was composed', async () => {
  const { passwords } = counted()
  const kept = String(await passwords.hash('café di pojok jalan'))
  expect(await passwords.fits('cafe\u0301 di pojok jalan', kept)).toBe(true)
})

describe('the work for', () => {
  const work = 'm=19456,t=2,p=1,32'
  it.each([
    ['a wrong password', 'salah sama sekali', true],
    ['an unknown name', right, false],
    ['a password that is too long to be one', 'x'.repeat(10_000), true],
  ])('%s is one hash of the present cost', async (_, password, hasAccount) => {
    const { passwords, made } = counted()
    const kept = hasAccount ? String(await passwords.hash(right)) : null
    made.length = 0
    expect(await passwords.fits(password, kept)).toBe(false)
    expect(made).toEqual([work])
  })
})

it('makes three hashes at once, lets twenty wait, and refuses more until there is room', async () => {
  const { passwords, ends } = held()
  const asked = Array.from({ length: 30 }, () => passwords.hash(right))
  expect(await Promise.all(asked.slice(23))).toEqual(Array.from({ length: 7 }, () => 'busy'))
  expect([ends.length, passwords.isBusy({ isKnown: true })]).toEqual([3, true])
  ends[0]!()
  await asked[0]
  expect([ends.length, passwords.isBusy({ isKnown: true })]).toEqual([4, false])
  const late = passwords.hash(right)
  for (let ended = 1; ended < 24; ended++) {
    await expect.poll(() => ends.length).toBeGreaterThan(ended)
    ends[ended]!()
  }
  for (const each of [...asked.slice(0, 23), late]) expect(await each).toMatch(/^\$argon2id/)
  expect(ends).toHaveLength(24)
})

it('keeps places for those who are known, and takes them before strangers', async () => {
  const { passwords, ends } = held()
  const done: string[] = []
  const ask = async (who: string, isKnown: boolean) => {
    const fits = await passwords.fits(right, null, { isKnown })
    done.push(fits === 'busy' ? `${who} busy` : who)
  }
  const strangers = Array.from({ length: 30 }, (_, n) => ask(`stranger ${n}`, false))
  await Promise.all(strangers.slice(18))
  expect(done.splice(0)).toEqual(Array.from({ length: 12 }, (_, n) => `stranger ${n + 18} busy`))
  const owners = ['first', 'second'].map((who) => ask(who, true))
  for (let ended = 0; ended < 5; ended++) {
    await expect.poll(() => ends.length).toBeGreaterThan(ended)
    ends[ended]!()
  }
  await Promise.all(owners)
  expect(done).toEqual(['stranger 0', 'stranger 1', 'stranger 2', 'first', 'second'])
})

it('goes on after a hash that failed', async () => {
  let calls = 0
  const derive: Derive = async (_password, _salt, _cost, tagLength) => {
    calls += 1
    if (calls === 1) throw new Error('out of memory')
    return Buffer.alloc(tagLength)
  }
  const passwords = new Passwords(derive)
  await expect(passwords.hash(right)).rejects.toThrow('out of memory')
  for (let times = 0; times < 5; times++) expect(await passwords.hash(right)).toMatch(/^\$argon2id/)
})

it.each(['', 'rahasia', '$2b$10$abcdefghijklmnopqrstuv', '$argon2i$v=19$m=16,t=2,p=1$c29tZXNhbHQ$AAAA'])(
  'is loud about %j where a hash should be',
  (text) => expect(() => readPhcString(text)).toThrow('not an Argon2id hash'),
)
