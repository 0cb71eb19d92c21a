import fc from 'fast-check'
import { expect, it } from 'vitest'
import { damage, seeded } from './damage.ts'
import { fuzz, isFlawless, replay } from './fuzz.ts'
import { failedOnce } from './seeds.ts'

const flawless = { thrown: 0, unsettled: 0, acceptedWrongly: 0, failedSeeds: [] }

it('twenty thousand damaged answers end nothing, leave nothing open and are not believed', async () => {
  const figures = await fuzz({ packets: 20_000, seed: 20_261_127 }, () => {}, new AbortController().signal)
  expect(figures).toMatchObject(flawless)
  expect(isFlawless(figures)).toBe(true)
  for (const sent of Object.values(figures.packets)) expect(sent).toBeGreaterThan(2_000)
  expect(figures.answered).toBeGreaterThan(figures.rounds / 3)
  expect(Object.keys(figures.refused).length).toBeGreaterThan(8)
}, 120_000)

it('what failed once does not again', async () => {
  const figures = await replay(failedOnce)
  expect(figures).toMatchObject({ ...flawless, rounds: failedOnce.length })
})

it('ends early with what it has when it is told to', async () => {
  const stop = new AbortController()
  const figures = await fuzz({ packets: 1_000_000, seed: 1 }, () => stop.abort(), stop.signal)
  expect(figures.rounds).toBe(1)
})

it('the same seed does the same damage', () => {
  fc.assert(
    fc.property(fc.integer(), fc.uint8Array({ maxLength: 100 }), (seed, bytes) => {
      const [one, other] = [seeded(seed), seeded(seed)]
      expect(damage(Buffer.from(bytes), one)).toEqual(damage(Buffer.from(bytes), other))
    }),
  )
})
