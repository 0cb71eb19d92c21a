/** More routers than can be visited in time: what is late is counted, and nothing is called other than it is. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { link, networkOf, type Stage, stageOf } from './stage.test-kit.ts'

/** Of 512 places each is taken for so long that a round of these takes about four minutes. */
const routers = 1_200
const visitMs = 100_000
const wan = networkOf(
  Array.from({ length: routers }, (_, index) => ({
    ...link(`l-${index}`),
    endpoint: `10.0.${index >> 8}.${index & 255}`,
  })),
)

async function changesOf(stage: Stage): Promise<Map<string, string[]>> {
  const changes = await stage.store.db
    .selectFrom('status_change')
    .innerJoin('link', 'link.id', 'status_change.link')
    .orderBy('status_change.at')
    .select(['link.name', 'to_status'])
    .execute()
  return new Map(
    [...Map.groupBy(changes, ({ name }) => name)].map(([name, those]) => [
      name,
      those.map((one) => one.to_status),
    ]),
  )
}

test('what a visit saw holds until the next, however late that is, and nothing falls by it', async () => {
  const stage = await stageOf(wan)
  stage.world.visitMs = visitMs
  stage.world.interfaceDown.add('l-7')
  await stage.pass(900)
  const { late, skipped, waiting, longestUnseenMs } = stage.poll.health().snmp
  expect(late).toBeGreaterThan(routers)
  expect(skipped).toBeGreaterThan(routers)
  expect(waiting).toBeGreaterThan(0)
  expect(waiting).toBeLessThanOrEqual(routers - 512)
  expect(longestUnseenMs).toBeGreaterThan(180_000)
  expect(longestUnseenMs).toBeLessThan(300_000)
  const changes = await changesOf(stage)
  expect(changes.get('l-7')).toEqual(['up', 'down'])
  changes.delete('l-7')
  expect(new Set([...changes.values()].flat())).toEqual(new Set(['up']))
  expect(changes.size).toBe(routers - 1)
})

test('an agent that was silent gets one try, until it answers', async () => {
  const stage = await stageOf(networkOf([link('a')]))
  const tries = (): number | undefined => stage.world.tries.get('r-a')
  stage.world.agentSilent.add('r-a')
  for (let second = 0; second < 12 && !stage.world.tries.has('r-a'); second++) await stage.pass(1)
  expect(stage.world.tries.has('r-a')).toBe(true)
  expect(tries()).toBeUndefined()
  await stage.pass(60)
  expect(tries()).toBe(1)
  expect(stage.poll.snapshot().links[0]).toMatchObject({ status: 'up', condition: ['snmp-silent'] })
  stage.world.agentSilent.clear()
  await stage.pass(120)
  expect(tries()).toBeUndefined()
})

/** The event loop is held up: both clocks go on, and nothing else does. */
function holdUp(seconds: number): void {
  const { now } = performance
  const heldUpMs = seconds * 1_000
  vi.setSystemTime(Date.now() + heldUpMs)
  vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + heldUpMs)
  onTestFinished(() => void vi.restoreAllMocks())
}

test.each([8, 15])(
  'a process that was held up for %s s tells nothing but that it was late',
  async (seconds) => {
    const ids = Array.from({ length: 300 }, (_, index) => `l-${index}`)
    const stage = await stageOf(networkOf(ids.map((id) => link(id))))
    await stage.pass(190)
    const before = stage.poll.health()
    expect([before.icmp.late, before.snmp.late, before.snmp.skipped]).toEqual([0, 0, 0])
    holdUp(seconds)
    await stage.pass(60)
    const { icmp, snmp } = stage.poll.health()
    expect(icmp.late).toBeGreaterThanOrEqual(seconds - 3)
    expect(snmp.late).toBeGreaterThan(0)
    expect(new Set([...(await changesOf(stage)).values()].flat())).toEqual(new Set(['up']))
  },
)
