import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import type { StatusChange } from '../collector/domain/status.ts'
import { findOutages, openOutages } from './find-outages.ts'
import { loadStatuses } from './load-statuses.ts'
import type { Store } from './open-store.ts'
import { recordChanges } from './record-changes.ts'
import { change } from './samples.test-kit.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.test-kit.ts'

const record = (store: Store, ...changes: StatusChange[]) =>
  store.write((trx) => recordChanges(trx, changes, 9_000))

it('opens an outage with the change, and ends it with the next', async () => {
  const store = await temporaryStore(['a'])
  const opened = await record(store, change('a', 1_000, 'up', 0, 'down'))
  expect(opened).toEqual([
    {
      id: 1,
      link: 'a',
      satker: 'office-of-a',
      status: 'down',
      began: 1_000,
      ended: null,
      unwatchedMs: 0,
      because: null,
      evidence: [{ at: 1_000, what: 'silent' }],
    },
  ])
  const closed = await record(store, change('a', 3_000, 'down', 1_000, 'up'))
  expect(closed).toEqual([{ ...opened[0], ended: 3_000 }])
  expect(await openOutages(store.db, everything)).toEqual([])
  expect(await findOutages(store.db, everything, {})).toEqual(closed)
})

it('changes nothing when the same change is told twice', async () => {
  const store = await temporaryStore(['a'])
  const down = change('a', 1_000, 'up', 0, 'down')
  await record(store, down, down)
  expect(await record(store, down)).toEqual([])
  expect(await findOutages(store.db, everything, {})).toHaveLength(1)
  expect(await store.db.selectFrom('status_change').selectAll().execute()).toHaveLength(1)
})

it('hangs an unreachable link on the outage of its parent, told in the same breath', async () => {
  const store = await temporaryStore(['hub', 'leaf'])
  const [hub, leaf] = await record(store, change('hub', 1_000, 'up', 0, 'down'), {
    ...change('leaf', 1_200, 'up', 0, 'unreachable'),
    because: 'hub',
  })
  expect(leaf).toMatchObject({ link: 'leaf', status: 'unreachable', because: hub?.id })
})

it('opens the other kind where a link was down and is now unreachable', async () => {
  const store = await temporaryStore(['a'])
  await record(store, change('a', 1_000, 'up', 0, 'down'))
  const outages = await record(store, change('a', 2_000, 'down', 1_000, 'unreachable'))
  expect(outages.map(({ status, began, ended }) => ({ status, began, ended }))).toEqual([
    { status: 'down', began: 1_000, ended: 2_000 },
    { status: 'unreachable', began: 2_000, ended: null },
  ])
})

it('carries an outage across a restart, the gap unwatched', async () => {
  const folder = temporaryFolder()
  const before = await temporaryStore(['a'], folder)
  await record(before, change('a', 1_000, 'up', 0, 'down'))
  await before.close()

  const after = await temporaryStore(['a'], folder)
  expect(await loadStatuses(after.db, everything)).toEqual(new Map([['a', { status: 'down', since: 1_000 }]]))
  await record(after, change('a', 2_000, 'down', 1_000, 'unknown'))
  expect(await openOutages(after.db, everything)).toHaveLength(1)
  const [outage] = await record(after, change('a', 5_000, 'unknown', 2_000, 'down'))
  expect(outage).toMatchObject({ began: 1_000, ended: null, unwatchedMs: 3_000 })
  await record(after, change('a', 6_000, 'down', 5_000, 'up'))
  expect(await findOutages(after.db, everything, {})).toMatchObject([
    { id: 1, ended: 6_000, unwatchedMs: 3_000 },
  ])
})

it('ends an outage where our knowledge did, when the link is up after the gap', async () => {
  const store = await temporaryStore(['a'])
  await record(store, change('a', 1_000, 'up', 0, 'down'), change('a', 2_000, 'down', 1_000, 'unknown'))
  const [outage] = await record(store, change('a', 5_000, 'unknown', 2_000, 'up'))
  expect(outage).toMatchObject({ ended: 2_000, unwatchedMs: 0 })
  expect(outage?.evidence.at(-1)).toEqual({ at: 2_000, what: 'not-watched' })
})

it('writes all of a list or nothing of it', async () => {
  const store = await temporaryStore(['a'])
  const stranger = change('nobody', 1_000, 'up', 0, 'down')
  await expect(record(store, change('a', 1_000, 'up', 0, 'down'), stranger)).rejects.toThrow(
    'The link nobody was never registered',
  )
  expect(await openOutages(store.db, everything)).toEqual([])
  expect(await loadStatuses(store.db, everything)).toEqual(new Map())
})

it('is refused a second open outage of one link by the database itself', async () => {
  const store = await temporaryStore(['a'])
  await record(store, change('a', 1_000, 'up', 0, 'down'))
  const second = {
    link: 1,
    status: 'down',
    began: 1,
    ended: null,
    unwatched_ms: 0,
    because: null,
    evidence: '[]',
  }
  await expect(
    store.write((trx) =>
      trx
        .insertInto('outage')
        .values({ ...second, status: 'down' })
        .execute(),
    ),
  ).rejects.toThrow('UNIQUE constraint failed: outage.link')
})

it('takes the latest told for the status, even where the clock was set back', async () => {
  const store = await temporaryStore(['a'])
  await record(store, change('a', 5_000, 'unknown', 0, 'up'), change('a', 4_000, 'up', 5_000, 'down'))
  expect(await loadStatuses(store.db, everything)).toEqual(new Map([['a', { status: 'down', since: 4_000 }]]))
})

it('lets timers run while a hub takes a thousand links with it', async () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `leaf-${index}`)
  const store = await temporaryStore(names)
  let turns = 0
  const timer = setInterval(() => (turns += 1), 0)
  const outages = await record(store, ...names.map((name) => change(name, 1_000, 'up', 0, 'down')))
  clearInterval(timer)
  expect(outages).toHaveLength(1_000)
  expect(turns).toBeGreaterThan(2)
})
