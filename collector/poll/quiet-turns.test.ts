import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WireLink } from '../serve/wire.ts'
import { type QuietLink, QuietTurns } from './quiet-turns.ts'

/** `measured`: of each when, by its place from 1 on. */
function quietLinks(measured: readonly number[]): QuietLink[] {
  return measured.map((measuredAt, at) => ({ place: at + 1, told: {} as WireLink, change: { measuredAt } }))
}

const placesOf = (taken: readonly QuietLink[]) => taken.map(({ place }) => place)

test('few are told with every sweep', () => {
  const quiet = quietLinks([1, 2, 3])
  expect(new QuietTurns(3).take(quiet)).toBe(quiet)
})

test('many take turns, and with each goes the one that was measured last', () => {
  const turns = new QuietTurns(2)
  const quiet = quietLinks([10, 20, 90, 30, 40])
  expect([1, 2, 3].map(() => placesOf(turns.take(quiet)))).toEqual([
    [1, 2, 3],
    [3, 4],
    [5, 1, 3],
  ])
})

test('whoever stays quiet is told within as many sweeps as there are turns', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 10 }),
      fc.nat(60),
      (count, most, before) => {
        const turns = new QuietTurns(most)
        const quiet = quietLinks(Array.from({ length: count }, () => 0))
        for (let sweep = 0; sweep < before; sweep++) turns.take(quiet)
        const told = new Set<number>()
        for (let sweep = 0; sweep < Math.ceil(count / most); sweep++) {
          for (const place of placesOf(turns.take(quiet))) told.add(place)
        }
        expect(told.size).toBe(count)
      },
    ),
  )
})
