import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import { findOutages } from './find-outages.ts'
import { linkReadings } from './link-readings.ts'
import { loadStatuses } from './load-statuses.ts'
import type { Store } from './open-store.ts'
import { recordChanges } from './record-changes.ts'
import { recordMinutes } from './record-minutes.ts'
import { registerLinks } from './register-links.ts'
import { change, link, minuteRow } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const links = (store: Store) =>
  store.db.selectFrom('link').select(['name', 'satker', 'seen_at', 'gone_at']).orderBy('id').execute()

const register = (store: Store, at: number, ...wanted: ReturnType<typeof link>[]) =>
  store.write((trx) => registerLinks(trx, wanted, at))

it('adds new links once', async () => {
  const store = await temporaryStore()
  await register(store, 100, link('a'), link('b'))
  await register(store, 200, link('a'), link('b'))
  expect(await links(store)).toMatchObject([
    { name: 'a', satker: 'office-of-a', seen_at: 100, gone_at: null },
    { name: 'b', satker: 'office-of-b', seen_at: 100, gone_at: null },
  ])
})

it('marks a link that was removed, and takes it up again when it returns', async () => {
  const store = await temporaryStore()
  await register(store, 100, link('a'), link('b'))
  await register(store, 200, link('b'))
  expect(await links(store)).toMatchObject([{ gone_at: 200 }, { gone_at: null }])
  await register(store, 300, link('b'))
  expect(await links(store)).toMatchObject([{ gone_at: 200 }, { gone_at: null }])
  await register(store, 400, link('a'), link('b'))
  expect(await links(store)).toMatchObject([{ seen_at: 100, gone_at: null }, { gone_at: null }])
})

it('follows a link that moves to another satker', async () => {
  const store = await temporaryStore(['a'])
  await register(store, 1, { ...link('a'), satker: '900002' })
  expect(await links(store)).toMatchObject([{ name: 'a', satker: '900002' }])
})

it('goes on with the history of a link that was formerly another', async () => {
  const store = await temporaryStore(['old'])
  await recordMinutes(store, [minuteRow('old', 60_000)])
  await store.write((trx) => recordChanges(trx, [change('old', 1, 'up', 0, 'down')], 1))
  await register(store, 200, { ...link('new'), formerly: ['older', 'old'] })
  expect(await links(store)).toMatchObject([{ name: 'new', gone_at: null }])
  expect(await findOutages(store.db, everything, { link: 'new' })).toMatchObject([
    { link: 'new', ended: null },
  ])
  const asked = { from: 60_000, to: 120_000, now: 0, resolution: 60_000 as const }
  const retention = { minutesMs: 1, fiveMinutesMs: 1, hoursMs: 1 }
  expect(await linkReadings(store.db, everything, { ...asked, retention, link: 'new' })).toMatchObject({
    asked: [6],
  })
  expect(await linkReadings(store.db, everything, { ...asked, retention, link: 'old' })).toBeNull()
})

it('leaves both histories alone where the new id has one already', async () => {
  const store = await temporaryStore(['old', 'new'])
  await register(store, 200, { ...link('new'), formerly: ['old'] })
  expect(await links(store)).toMatchObject([
    { name: 'old', gone_at: 200 },
    { name: 'new', gone_at: null },
  ])
})

it('lets a new link have the id that another one gave up', async () => {
  const store = await temporaryStore(['a'])
  const renamed = { ...link('b'), formerly: ['a'] }
  await register(store, 200, link('a'), renamed)
  await register(store, 300, link('a'), renamed)
  expect(await links(store)).toMatchObject([
    { name: 'b', seen_at: 0, gone_at: null },
    { name: 'a', seen_at: 200, gone_at: null },
  ])
})

it('ends an outage with the removal of its link: nothing is known of it after', async () => {
  const store = await temporaryStore(['a', 'b'])
  await store.write((trx) => recordChanges(trx, [change('a', 100, 'up', 0, 'down')], 1))
  await register(store, 500, link('b'))
  expect(await findOutages(store.db, everything, {})).toMatchObject([
    { link: 'a', began: 100, ended: 500, evidence: [{ what: 'silent' }, { at: 500, what: 'not-watched' }] },
  ])
  expect(await loadStatuses(store.db, everything)).toEqual(
    new Map([['a', { status: 'unknown', since: 500 }]]),
  )
})

it('ends it with the last heartbeat, where the link was removed while nobody watched', async () => {
  const store = await temporaryStore(['a'])
  await store.write((trx) => recordChanges(trx, [change('a', 100, 'up', 0, 'down')], 1))
  await store.write((trx) => registerLinks(trx, [], 900, 300))
  expect(await findOutages(store.db, everything, {})).toMatchObject([{ ended: 300 }])
  expect(await loadStatuses(store.db, everything)).toEqual(
    new Map([['a', { status: 'unknown', since: 300 }]]),
  )
})
