import { describe, expect, test } from 'vitest'
import { everything } from '../domain/scope.ts'
import { findOutages } from '../../db/find-outages.ts'
import { link, networkOf, stageOf } from './stage.test-kit.ts'

const network = networkOf([link('hub'), link('branch-a', ['hub'])])
const branch = network.links[1]?.endpoint ?? ''

async function changesOf(stage: Awaited<ReturnType<typeof stageOf>>, id: string) {
  const rows = await stage.store.db
    .selectFrom('status_change')
    .innerJoin('link', 'link.id', 'status_change.link')
    .where('link.name', '=', id)
    .select(['status_change.to_status as status', 'status_change.at as at'])
    .orderBy('status_change.id')
    .execute()
  return rows
}

describe('a restart', () => {
  test('shorter than a sweep leaves no trace', async () => {
    const stage = await stageOf(network)
    await stage.pass(30)
    await stage.restart(2)
    await stage.pass(20)
    expect((await changesOf(stage, 'branch-a')).map(({ status }) => status)).toEqual(['up'])
  })

  test('in the middle of an outage goes on with it, the gap unwatched', async () => {
    const stage = await stageOf(network)
    await stage.pass(30)
    stage.world.silent.add(branch)
    await stage.pass(20)
    const [before] = await findOutages(stage.store.db, everything, { open: true })
    await stage.restart(600)
    await stage.pass(12)
    const outages = await findOutages(stage.store.db, everything, { link: 'branch-a' })
    expect(outages).toHaveLength(1)
    expect(outages[0]).toMatchObject({ id: before?.id, began: before?.began, ended: null })
    expect(outages[0]?.unwatchedMs).toBeGreaterThan(585_000)
    expect(outages[0]?.unwatchedMs).toBeLessThan(605_000)
    expect((await changesOf(stage, 'branch-a')).map(({ status }) => status)).toEqual([
      'up',
      'down',
      'unknown',
      'down',
    ])
  })

  test('after which a link answers again ends its outage where our knowledge ended', async () => {
    const stage = await stageOf(network)
    await stage.pass(30)
    stage.world.silent.add(branch)
    await stage.pass(20)
    const stoppedAt = Date.now()
    stage.world.silent.clear()
    await stage.restart(600)
    await stage.pass(12)
    const [outage] = await findOutages(stage.store.db, everything, { link: 'branch-a' })
    expect(outage?.ended).toBe(stoppedAt + network.icmp.everyMs)
    expect(outage?.evidence.map(({ what }) => what)).toContain('not-watched')
    expect(stage.status('branch-a')).toBe('up')
  })
})

describe('an edit of the network', () => {
  test('adds a link, which is watched with the next sweep, and tells everybody anew', async () => {
    const stage = await stageOf(network)
    await stage.pass(30)
    await stage.apply(networkOf([...network.links, link('branch-z', ['hub'])]))
    expect(stage.refreshed).toBe(1)
    await stage.pass(12)
    expect(stage.status('branch-z')).toBe('up')
    expect(stage.status('branch-a')).toBe('up')
  })

  test('that removes a link ends its outage and keeps its history', async () => {
    const stage = await stageOf(network)
    await stage.pass(30)
    stage.world.silent.add(branch)
    await stage.pass(20)
    await stage.apply(networkOf(network.links.slice(0, 1)))
    await stage.pass(20)
    expect(stage.status('branch-a')).toBe('absent')
    const [outage] = await findOutages(stage.store.db, everything, { link: 'branch-a' })
    expect(outage?.ended).not.toBeNull()
  })

  test('that renames a link goes on with its status under the new id', async () => {
    const stage = await stageOf(network)
    await stage.pass(30)
    stage.world.silent.add(branch)
    await stage.pass(20)
    const [before] = await findOutages(stage.store.db, everything, { open: true })
    const renamed = { ...link('branch-a', ['hub']), id: 'branch-renamed', formerly: ['branch-a'] }
    await stage.apply(networkOf([...network.links.slice(0, 1), renamed]))
    await stage.pass(12)
    expect(stage.status('branch-renamed')).toBe('down')
    const open = await findOutages(stage.store.db, everything, { open: true })
    expect(open.map(({ id, link: of }) => [id, of])).toEqual([[before?.id, 'branch-renamed']])
  })
})

describe('a store that cannot take a group', () => {
  test('holds an edit of the network back, and the last of them is applied when it can', async () => {
    const stage = await stageOf(network)
    await stage.pass(30)
    stage.refuseWrites(true)
    await stage.apply(networkOf([...network.links, link('branch-y', ['hub'])]))
    await stage.apply(networkOf([...network.links, link('branch-z', ['hub'])]))
    await stage.pass(20)
    expect(stage.poll.snapshot().links.map(({ id }) => id)).toEqual(['hub', 'branch-a'])
    stage.refuseWrites(false)
    await stage.pass(30)
    expect(stage.poll.snapshot().links.map(({ id }) => id)).toEqual(['hub', 'branch-a', 'branch-z'])
    expect([stage.status('branch-z'), stage.refreshed]).toEqual(['up', 1])
  })

  test('leaves what is shown as it was committed, and the change comes when it can', async () => {
    const stage = await stageOf(network)
    await stage.pass(30)
    stage.refuseWrites(true)
    stage.world.silent.add(branch)
    await stage.pass(20)
    expect(stage.status('branch-a')).toBe('up')
    expect(stage.poll.snapshot().links[1]?.suspect).toBe(true)
    expect(stage.poll.health().recording).toBe('full')
    stage.refuseWrites(false)
    await stage.pass(12)
    expect(stage.status('branch-a')).toBe('down')
    const outages = await findOutages(stage.store.db, everything, { link: 'branch-a' })
    expect(outages).toHaveLength(1)
    expect(stage.poll.health().recording).toBeNull()
  })
})
