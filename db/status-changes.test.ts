import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import type { LinkStatus, StatusChange } from '../collector/domain/status.ts'
import type { StatusHistory } from '../collector/domain/status-history.ts'
import type { Store } from './open-store.ts'
import { recordChanges } from './record-changes.ts'
import { registerLinks } from './register-links.ts'
import { change, link } from './samples.test-kit.ts'
import { statusChanges } from './status-changes.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

async function storeOf(links: string[], changes: StatusChange[]): Promise<Store> {
  const store = await temporaryStore(links)
  await store.write((trx) => recordChanges(trx, changes, 1_000))
  return store
}

/** As rows, which read better than columns. */
function told({ links, statuses, since, changes }: StatusHistory) {
  return {
    began: Object.fromEntries(links.map((id, place) => [id, [statuses[place], since[place]]])),
    after: changes.at.map((at, row) => [at, links[changes.link[row] ?? -1], changes.to[row]]),
  }
}

const week = [
  change('a', 100, 'unknown', 0, 'up'),
  change('b', 150, 'unknown', 0, 'up'),
  change('a', 200, 'up', 100, 'down'),
  change('b', 200, 'up', 150, 'degraded'),
  change('a', 300, 'down', 200, 'up'),
]

it.each<[what: string, period: [from: number, to: number], expected: ReturnType<typeof told>]>([
  [
    'what each link was, and each change after it',
    [160, 1_000],
    {
      began: { a: ['up', 100], b: ['up', 150], c: [null, null] },
      after: [
        [200, 'a', 'down'],
        [200, 'b', 'degraded'],
        [300, 'a', 'up'],
      ],
    },
  ],
  [
    'nothing of a link before anything was recorded of it',
    [120, 160],
    { began: { a: ['up', 100], b: [null, null], c: [null, null] }, after: [[150, 'b', 'up']] },
  ],
  [
    'a change at the beginning as the status it led to, and once',
    [200, 250],
    { began: { a: ['down', 200], b: ['degraded', 200], c: [null, null] }, after: [] },
  ],
  [
    'no change at the end',
    [201, 300],
    { began: { a: ['down', 200], b: ['degraded', 200], c: [null, null] }, after: [] },
  ],
  [
    'only what stands, where nothing changed',
    [5_000, 6_000],
    { began: { a: ['up', 300], b: ['degraded', 200], c: [null, null] }, after: [] },
  ],
])('tells %s', async (_, [from, to], expected) => {
  const store = await storeOf(['a', 'b', 'c'], week)
  const history = await statusChanges(store.db, everything, { from, to })
  expect([history.from, history.to]).toEqual([from, to])
  expect(told(history)).toEqual(expected)
})

it('takes of two changes at one moment the later recorded, and tells both in that order', async () => {
  const moment = [change('a', 100, 'unknown', 0, 'up'), change('a', 100, 'up', 100, 'down')]
  const store = await storeOf(['a'], moment)
  expect(told(await statusChanges(store.db, everything, { from: 100, to: 200 }))).toEqual({
    began: { a: ['down', 100] },
    after: [],
  })
  expect(told(await statusChanges(store.db, everything, { from: 50, to: 200 })).after).toEqual([
    [100, 'a', 'up'],
    [100, 'a', 'down'],
  ])
})

it('goes by when a change began, not by when it was recorded', async () => {
  const late = [change('a', 300, 'unknown', 0, 'up'), change('a', 200, 'unknown', 0, 'down')]
  const store = await storeOf(['a'], late)
  expect(told(await statusChanges(store.db, everything, { from: 250, to: 400 }))).toEqual({
    began: { a: ['down', 200] },
    after: [[300, 'a', 'up']],
  })
})

it('leaves out a link that was removed, and has it again when it is back', async () => {
  const store = await storeOf(['a', 'b'], week)
  await store.write((trx) => registerLinks(trx, [link('b')], 400))
  expect(told(await statusChanges(store.db, everything, { from: 160, to: 1_000 }))).toEqual({
    began: { b: ['up', 150] },
    after: [[200, 'b', 'degraded']],
  })
  await store.write((trx) => registerLinks(trx, [link('a'), link('b')], 500))
  expect(told(await statusChanges(store.db, everything, { from: 160, to: 1_000 })).began).toHaveProperty(
    'a',
    ['up', 100],
  )
})

it('tells a renamed link by its new id', async () => {
  const store = await storeOf(['a', 'b'], week)
  const renamed = { ...link('a'), id: 'a2', formerly: ['a'] }
  await store.write((trx) => registerLinks(trx, [renamed, link('b')], 400))
  expect((await statusChanges(store.db, everything, { from: 160, to: 1_000 })).links).toEqual(['a2', 'b'])
})

it('loses and repeats nothing where it is read in several turns', async () => {
  const links = Array.from({ length: 1_200 }, (_, index) => `l-${index}`)
  // Every change of one second at one moment, so that a turn ends in the middle of it.
  const statuses: LinkStatus[] = ['up', 'down', 'up', 'degraded']
  const changes = statuses.flatMap((to, second) =>
    links.map((id) => change(id, 1_000 * second, 'unknown', 0, to)),
  )
  const store = await storeOf(links, changes)
  const history = await statusChanges(store.db, everything, { from: 500, to: 5_000 })
  expect(history.links).toEqual(links)
  expect(new Set(history.statuses)).toEqual(new Set(['up']))
  const rows = history.changes.at.map(
    (at, row) => `${at} ${history.changes.link[row]} ${history.changes.to[row]}`,
  )
  const expected = statuses
    .slice(1)
    .flatMap((to, second) => links.map((_, place) => `${1_000 * (second + 1)} ${place} ${to}`))
  expect(rows).toEqual(expected)
})
