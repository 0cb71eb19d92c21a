import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LongestUnseen, type Unseen } from './longest-unseen.ts'

test('whoever comes and leaves, the first is the one that was seen longest ago', () => {
  const step = fc.record({ lookedAtMs: fc.integer({ min: 0, max: 50 }), leaves: fc.nat() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const line = new LongestUnseen<Unseen>()
      const standing: Unseen[] = []
      for (const { lookedAtMs, leaves } of steps) {
        if (leaves % 3 === 0 && standing.length > 0) {
          const [one] = standing.splice(leaves % standing.length, 1)
          line.remove(one!)
        } else {
          const one = { lookedAtMs, place: 0 }
          standing.push(one)
          line.push(one)
        }
        expect(line.size).toBe(standing.length)
        const longest = Math.min(...standing.map((one) => one.lookedAtMs))
        expect(line.first?.lookedAtMs ?? Number.POSITIVE_INFINITY).toBe(longest)
      }
    }),
  )
})
