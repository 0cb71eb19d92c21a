import { expect, test } from 'vitest'
import { FloodGuard } from './flood-guard.ts'
import { handClock } from './trap.test-kit.ts'

function letThrough(guard: FloodGuard, source: string, tries: number): number {
  let passed = 0
  for (let count = 0; count < tries; count++) if (guard.lets(source)) passed++
  return passed
}

test('a source may send fifty at once, and ten a second after that', () => {
  const clock = handClock()
  const guard = new FloodGuard(clock)
  expect(letThrough(guard, 'a', 10_000)).toBe(50)
  clock.pass(1_000)
  expect(letThrough(guard, 'a', 10_000)).toBe(10)
  clock.pass(60_000)
  expect(letThrough(guard, 'a', 10_000)).toBe(50)
})

test('a source that floods takes nothing from another', () => {
  const guard = new FloodGuard(handClock())
  letThrough(guard, 'a', 10_000)
  expect(letThrough(guard, 'b', 10)).toBe(10)
})

test('all together may send a thousand at once, and five hundred a second after that', () => {
  const clock = handClock()
  const guard = new FloodGuard(clock)
  const sources = Array.from({ length: 100 }, (_, i) => `source ${i}`)
  const all = () => sources.reduce((sum, source) => sum + letThrough(guard, source, 50), 0)
  expect(all()).toBe(1_000)
  clock.pass(1_000)
  expect(all()).toBe(500)
})

test('a source that is forgotten begins anew, and those that are kept do not', () => {
  const guard = new FloodGuard(handClock())
  letThrough(guard, 'a', 50)
  letThrough(guard, 'b', 50)
  guard.keep(new Set(['b']))
  expect([guard.lets('a'), guard.lets('b')]).toEqual([true, false])
})
