import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RefusalBudget } from './refusal-budget.ts'

const minute = 60_000

it('writes no more rows of strangers on one day than it may, and tells the rest by the hour', () => {
  const budget = new RefusalBudget(100)
  let [written, told, rows] = [0, 0, 0]
  for (let at = 0; at < 24 * 60; at++) {
    for (const { more } of budget.beyond(at * minute)) {
      told += more
      rows += 1
    }
    for (let times = 0; times < 100; times++)
      written += Number(budget.take(`10.0.0.${times % 30}`, 'request.bad-origin', at * minute))
  }
  for (const { more } of budget.beyond(0, { evenNow: true })) told += more
  expect(written).toBe(100)
  expect(rows).toBeLessThan(24 * 21 + 3 * 21)
  expect(written + told).toBe(24 * 60 * 100)
})

it('begins anew each day', () => {
  const budget = new RefusalBudget(1)
  expect([budget.take('a', 'x', 0), budget.take('a', 'x', 1)]).toEqual([true, false])
  budget.beyond(86_400_000)
  expect(budget.take('a', 'x', 86_400_000)).toBe(true)
})

it('loses nothing and writes within its bounds, whatever comes when', () => {
  const one = fc.record({
    block: fc.constantFrom('a', 'b', 'c'),
    what: fc.constantFrom('x', 'y'),
    afterMs: fc.nat({ max: 20_000 }),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 500 }), (came) => {
      const budget = new RefusalBudget(200)
      let [now, written, told] = [0, 0, 0]
      const tell = (evenNow = false) => {
        for (const { more } of budget.beyond(now, { evenNow })) told += more
      }
      for (const { block, what, afterMs } of came) {
        now += afterMs
        tell()
        written += Number(budget.take(block, what, now))
      }
      tell(true)
      expect(written + told).toBe(came.length)
      expect(written).toBeLessThanOrEqual(60 * (1 + Math.floor(now / minute)))
    }),
  )
})
