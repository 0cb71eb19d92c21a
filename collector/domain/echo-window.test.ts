import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  echoesFrom,
  echoesIn,
  echoesSlowerThan,
  type EchoWindow,
  firstEcho,
  noEchoes,
  withEchoesAdded,
} from './echo-window.ts'

const windowMs = 1_000
const rtts = fc.array(fc.option(fc.integer({ min: 1, max: 50 })), { maxLength: 9 })
const stepsOfTime = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), rtts), { maxLength: 120 })

/** What a window should hold, as plainly as it can be told. */
interface Plain {
  at: number
  rttMs: number | null
}

function plain({ at, rttMs, from, to }: EchoWindow): Plain[] {
  return at.slice(from, to).map((asked, place) => ({
    at: asked,
    rttMs: Number.isNaN(rttMs[from + place]) ? null : rttMs[from + place]!,
  }))
}

function added(before: readonly Plain[], at: number, rttsMs: readonly (number | null)[]): Plain[] {
  return [...before.filter((one) => one.at > at - windowMs), ...rttsMs.map((rttMs) => ({ at, rttMs }))]
}

test('it holds what was asked within its time, whatever is added to whichever of them', () => {
  fc.assert(
    fc.property(stepsOfTime, fc.infiniteStream(fc.nat({ max: 3 })), (steps, choices) => {
      let at = 0
      const known: { window: EchoWindow; is: Plain[] }[] = [{ window: noEchoes, is: [] }]
      for (const [passedMs, rttsMs] of steps) {
        at += passedMs
        // Mostly to the newest, and now and then to one that has been continued already.
        const choice = choices.next().value
        const base = known.at(choice === 0 ? -Math.min(known.length, 3) : -1)!
        known.push({
          window: withEchoesAdded(base.window, at, rttsMs, at - windowMs),
          is: added(base.is, at, rttsMs),
        })
      }
      for (const { window, is } of known) {
        expect(plain(window)).toEqual(is)
        expect(echoesIn(window)).toBe(is.length)
        expect(window.lost).toBe(is.filter(({ rttMs }) => rttMs === null).length)
        expect(echoesSlowerThan(window, 20)).toBe(is.filter(({ rttMs }) => (rttMs ?? 0) > 20).length)
      }
    }),
  )
})

test('it keeps little of what has passed', () => {
  let window = noEchoes
  for (let second = 0; second < 100_000; second++)
    window = withEchoesAdded(window, second * 1_000, [10], second * 1_000 - 30_000)
  expect(echoesIn(window)).toBe(30)
  expect(window.at.length).toBeLessThan(65)
})

test('what is left from an echo on stands by itself', () => {
  const whole = withEchoesAdded(noEchoes, 5, [1, null, 3], 0)
  const left = echoesFrom(whole, (_, rttMs) => Number.isNaN(rttMs))
  expect(plain(withEchoesAdded(left, 6, [4], 0)).map(({ rttMs }) => rttMs)).toEqual([null, 3, 4])
  expect(echoesIn(whole)).toBe(3)
  expect(echoesFrom(whole, () => false)).toBe(noEchoes)
  expect(firstEcho(whole, (_, rttMs) => rttMs === 3)).toBe(5)
  expect(firstEcho(whole, () => false)).toBeNull()
})
