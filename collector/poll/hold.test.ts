/** How long a silent branch may wait for word of its hub: no longer than its own sweep and burst take. */
import { expect, test } from 'vitest'
import { placeOf } from '../domain/spread.ts'
import { link, networkOf, stageOf } from './stage.test-kit.ts'

const hub = { ...link('hub'), endpoint: '10.1.0.1' }
const branches = Array.from({ length: 30 }, (_, i) => ({
  ...link(`branch-${i}`, ['hub']),
  endpoint: `10.2.0.${i}`,
}))
const wan = networkOf([hub, ...branches])
const sweepAndBurstSeconds = 10 + 4
const downOnes = (status: (id: string) => string): string[] =>
  branches.map(({ id }) => id).filter((id) => status(id) === 'down')

test('a branch whose first turn comes right before its hub’s is not held for another sweep', async () => {
  const stage = await stageOf(wan)
  stage.world.takesTime = true
  // The first second of a sweep is the hub's, the other nine are theirs.
  const last = branches.filter(({ id }) => placeOf(id, 9) >= 6)
  for (const { endpoint } of last) stage.world.silent.add(endpoint)
  await stage.pass(sweepAndBurstSeconds + 1)
  expect(last.length).toBeGreaterThan(3)
  expect(downOnes(stage.status)).toEqual(last.map(({ id }) => id))
})

test.each([0, 3, 6, 9])('branches cut at second %i are down a sweep later', async (second) => {
  const stage = await stageOf(wan)
  stage.world.takesTime = true
  await stage.pass(30 + second)
  for (const { endpoint } of branches) stage.world.silent.add(endpoint)
  await stage.pass(sweepAndBurstSeconds + 1)
  expect(downOnes(stage.status)).toHaveLength(branches.length)
})

test.each([0, 3, 6, 9])(
  'branches cut at second %i, right before their hub, are told a sweep later',
  async (second) => {
    const stage = await stageOf(wan)
    stage.world.takesTime = true
    await stage.pass(30 + second)
    for (const { endpoint } of branches) stage.world.silent.add(endpoint)
    await stage.pass(1)
    stage.world.silent.add(hub.endpoint)
    await stage.pass(sweepAndBurstSeconds + 1)
    const held = stage.poll.snapshot().links.filter(({ status, suspect }) => suspect || status === 'up')
    expect(held).toEqual([])
  },
)
