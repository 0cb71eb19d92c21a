import { expect, test } from 'vitest'
import { type Begun, BegunSignOns } from './sign-on-begun.ts'

function begunAt() {
  let elapsed = 0
  const begun = new BegunSignOns({ now: () => 0, monotonicMs: () => elapsed })
  return { begun, advance: (ms: number) => (elapsed += ms) }
}

const sample = (verifier: string): Begun => ({ redirectUri: 'http://localhost/', verifier, nonce: 'n' })

test('what was begun is taken once, and only by its state', () => {
  const { begun } = begunAt()
  begun.add('a', sample('of a'))
  begun.add('b', sample('of b'))
  expect(begun.take('c')).toBeNull()
  expect(begun.take('a')).toEqual(sample('of a'))
  expect(begun.take('a')).toBeNull()
  expect(begun.take('b')).toEqual(sample('of b'))
})

test('it is good for ten minutes and not a moment longer, whatever else is begun meanwhile', () => {
  const { begun, advance } = begunAt()
  begun.add('in time', sample('a'))
  begun.add('late', sample('b'))
  advance(600_000)
  begun.add('new', sample('c'))
  expect(begun.take('in time')).not.toBeNull()
  advance(1)
  expect(begun.take('late')).toBeNull()
  expect(begun.take('new')).not.toBeNull()
})

test('of more than ten thousand the oldest go', () => {
  const { begun } = begunAt()
  for (let i = 0; i < 10_002; i++) begun.add(`state ${i}`, sample(''))
  const kept = Array.from({ length: 10_002 }, (_, i) => begun.take(`state ${i}`) !== null)
  expect(kept.indexOf(true)).toBe(2)
  expect(kept.filter((isKept) => isKept)).toHaveLength(10_000)
})
