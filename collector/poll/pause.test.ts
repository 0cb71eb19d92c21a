/** The machine is suspended, or the process is stopped: the wall clock goes on, and nobody watches. */
import { expect, test, vi } from 'vitest'
import { link, networkOf, type Stage, stageOf } from './stage.test-kit.ts'

const ids = Array.from({ length: 20 }, (_, i) => `link-${String.fromCharCode(97 + i)}`)

async function suspended(seconds: number): Promise<Stage> {
  const stage = await stageOf(networkOf(ids.map((id) => link(id))))
  await stage.pass(130)
  vi.setSystemTime(Date.now() + seconds * 1_000)
  await stage.pass(130)
  return stage
}

test('a pause is unknown of every link, also of those whose router is visited before they are swept', async () => {
  const stage = await suspended(3_600)
  const unknown = await stage.store.db
    .selectFrom('status_change')
    .innerJoin('link', 'link.id', 'status_change.link')
    .where('to_status', '=', 'unknown')
    .select('link.name')
    .orderBy('link.name')
    .execute()
  expect(unknown.map(({ name }) => name)).toEqual(ids)
  expect(ids.map((id) => stage.status(id))).toEqual(ids.map(() => 'up'))
})

test.each([30, 60, 3_600])(
  'a pause of %s seconds leaves a gap in the rates, never a spike',
  async (seconds) => {
    const stage = await suspended(seconds)
    const rates = stage.published.flatMap(({ links }) => links.flatMap((one) => one.inBitsPerSecond ?? []))
    expect(rates.length).toBeGreaterThan(ids.length)
    expect(Math.max(...rates)).toBeLessThan(8_500_000)
  },
)
