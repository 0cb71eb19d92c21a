import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attempt, Attempts, type TriedBy } from './attempts.ts'
import { RecentTimes } from './recent-times.ts'

const minute = 60_000
const stranger: Attempt = { account: 'budi', address: '10.0.0.1', by: 'stranger' }
const owner: Attempt = { account: 'budi', address: '10.9.9.9', by: 'known-address' }
const most: Record<TriedBy, number> = {
  'known-browser': 5,
  'known-address': 5,
  stranger: 6,
  'own-session': 4,
}
const classes = Object.keys(most) as TriedBy[]

/** How many of so many attempts at once are given a hash. */
function taken(
  attempts: Attempts,
  times: number,
  attempt: Attempt | ((n: number) => Attempt),
  now = 0,
): number {
  const each = typeof attempt === 'function' ? attempt : () => attempt
  return Array.from({ length: times }, (_, n) => attempts.take(each(n), now)).filter((wait) => wait === 0)
    .length
}

const cases: [what: string, attempt: (n: number) => Attempt, hashes: number][] = [
  ['an account from one strange address', () => stranger, 6],
  ['an account from many strange addresses', (n) => ({ ...stranger, address: `10.0.${n}.1` }), 6],
  ['an account from its own address', () => owner, 5],
  ['an account from a browser that knows it', () => ({ ...owner, by: 'known-browser' }), 5],
  ['an account by who is signed in to it', () => ({ ...owner, by: 'own-session' }), 4],
  ['an account from everywhere', (n) => ({ ...owner, by: classes[n % 4]! }), 20],
  ['many accounts from one strange address', (n) => ({ ...stranger, account: `a${n}` }), 60],
  ['many accounts from one address, known for all', (n) => ({ ...owner, account: `a${n}` }), 1_000],
  [
    'many accounts from one IPv6 network',
    (n) => ({ account: `a${n}`, address: `2001:db8::${n.toString(16)}`, by: 'stranger' }),
    60,
  ],
  [
    'many accounts from many IPv6 networks',
    (n) => ({ account: `a${n}`, address: `2001:db8:0:${n.toString(16)}::1`, by: 'stranger' }),
    1_000,
  ],
]

describe('a thousand attempts within a moment', () => {
  it.each(cases)('at %s', (_, attempt, hashes) => expect(taken(new Attempts(), 1_000, attempt)).toBe(hashes))
})

it.each(classes)('leaves all others their tries, whatever is tried by a %s', (by) => {
  const attempts = new Attempts()
  taken(attempts, 1_000, (n) => ({ account: 'budi', address: `10.0.${n % 250}.1`, by }))
  for (const other of classes)
    expect(taken(attempts, 1_000, { ...owner, by: other })).toBe(other === by ? 0 : most[other])
})

it('says how long to wait, and gives a place then and not before', () => {
  const attempts = new Attempts()
  for (let second = 0; second < 6; second++) attempts.take(stranger, second * 1_000)
  expect(attempts.take(stranger, 5_000)).toBe(minute - 5_000)
  expect(attempts.take(stranger, minute - 1)).toBe(1)
  expect(attempts.take(stranger, minute)).toBe(0)
  expect(attempts.take(stranger, minute)).toBe(1_000)
})

it('does not count against an address who signed in from it', () => {
  const attempts = new Attempts()
  for (let person = 0; person < 500; person++) {
    const attempt = { ...stranger, account: `person${person}` }
    expect(attempts.take(attempt, 0)).toBe(0)
    attempts.succeeded(attempt)
  }
})

describe('wrong codes', () => {
  const budi = { id: 'id-of-budi', secondFactor: 'v1.one' }

  it('are ten an hour', () => {
    const attempts = new Attempts()
    for (let time = 0; time < 10; time++) {
      expect(attempts.codeWait(budi, 'stranger', 0)).toBe(0)
      attempts.wrongCode(budi, 'stranger', 0)
    }
    expect(attempts.codeWait(budi, 'stranger', 1_000)).toBe(60 * minute - 1_000)
    expect(attempts.codeWait({ ...budi, id: 'id-of-siti' }, 'stranger', 0)).toBe(0)
    expect(attempts.codeWait(budi, 'stranger', 60 * minute)).toBe(0)
  })

  it('of strangers take none from who is known, nor the other way round', () => {
    const attempts = new Attempts()
    for (let time = 0; time < 10; time++) attempts.wrongCode(budi, 'stranger', 0)
    for (const by of ['known-browser', 'known-address', 'own-session'] as const)
      expect(attempts.codeWait(budi, by, 0)).toBe(0)
    const others = new Attempts()
    for (let time = 0; time < 10; time++) others.wrongCode(budi, 'known-browser', 0)
    expect(others.codeWait(budi, 'stranger', 0)).toBe(0)
    expect(others.codeWait(budi, 'known-address', 0)).toBeGreaterThan(0)
  })

  it('of one second factor say nothing of another', () => {
    const attempts = new Attempts()
    for (let time = 0; time < 10; time++) attempts.wrongCode(budi, 'stranger', 0)
    expect(attempts.codeWait({ ...budi, secondFactor: 'v1.two' }, 'stranger', 0)).toBe(0)
  })
})

it('makes no more than 20 hashes of an account in any minute, whoever asks and when', () => {
  const step = fc.record({ wait: fc.nat(20_000), by: fc.constantFrom(...classes), from: fc.nat(3) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const attempts = new Attempts()
      const hashes: { at: number; by: TriedBy }[] = []
      let now = 0
      for (const { wait, by, from } of steps) {
        now += wait
        if (attempts.take({ account: 'budi', address: `10.0.0.${from}`, by }, now) === 0)
          hashes.push({ at: now, by })
      }
      for (const { at } of hashes) {
        const within = hashes.filter((other) => other.at >= at && other.at < at + minute)
        expect(within.length).toBeLessThanOrEqual(20)
        for (const by of classes)
          expect(within.filter((other) => other.by === by).length).toBeLessThanOrEqual(most[by])
      }
    }),
  )
})

it('withstands a million guesses: fifty names from twenty addresses, known or not', () => {
  const attempts = new Attempts()
  const hashes = new Map<string, number[]>()
  let ownerIn = 0
  let neighbourIn = 0
  let now = 0
  for (let guess = 0; guess < 1_000; guess++) {
    now += 600
    for (let name = 0; name < 50; name++)
      for (let from = 0; from < 20; from++) {
        const attempt = { account: `name${name}`, address: `10.0.0.${from}`, by: 'stranger' as const }
        if (attempts.take(attempt, now) === 0)
          hashes.set(attempt.account, [...(hashes.get(attempt.account) ?? []), now])
      }
    if (guess % 100 !== 99) continue
    // Who signs in from home, and who signs in from the network of one of the attackers, known there.
    ownerIn += taken(attempts, 1, { account: 'name0', address: '192.0.2.1', by: 'known-address' }, now)
    neighbourIn += taken(attempts, 1, { account: 'siti', address: '10.0.0.3', by: 'known-address' }, now)
  }
  expect([ownerIn, neighbourIn]).toEqual([10, 10])
  expect(hashes.size).toBe(50)
  for (const times of hashes.values())
    for (const at of times)
      expect(times.filter((other) => other >= at && other < at + minute).length).toBeLessThanOrEqual(6)
})

it('remembers ten thousand keys, and forgets those used longest ago', () => {
  const times = new RecentTimes(minute)
  for (let key = 0; key < 12_000; key++) times.add(`key${key}`, 0)
  expect(times.size).toBe(10_000)
  expect([times.wait('key0', 1, 0), times.wait('key11999', 1, 0)]).toEqual([0, minute])
})
