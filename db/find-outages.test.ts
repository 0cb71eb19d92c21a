import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import { findOutages, openOutages } from './find-outages.ts'
import type { OutageQuery } from './find-outages.ts'
import type { Store } from './open-store.ts'
import { recordChanges } from './record-changes.ts'
import { change } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

/** Three outages: a from 100 to 200, b from 150 on, a again from 300 to 400. */
async function threeOutages(): Promise<Store> {
  const store = await temporaryStore(['a', 'b'])
  const changes = [
    change('a', 100, 'up', 0, 'down'),
    change('b', 150, 'up', 0, 'down'),
    change('a', 200, 'down', 100, 'up'),
    change('a', 300, 'up', 200, 'down'),
    change('a', 400, 'down', 300, 'up'),
  ]
  await store.write((trx) => recordChanges(trx, changes, 400))
  return store
}

const cases: [what: string, asked: OutageQuery, begins: number[]][] = [
  ['all, newest first', {}, [300, 150, 100]],
  ['nothing asked for, said as null', { from: null, to: null, link: null, open: null }, [300, 150, 100]],
  ['those of one link', { link: 'a' }, [300, 100]],
  ['none of a link that is not known', { link: 'x' }, []],
  ['those of the links of one satker', { satker: 'office-of-a' }, [300, 100]],
  ['none of a satker that is not known', { satker: '999999' }, []],
  ['none of a link that is of another satker', { link: 'b', satker: 'office-of-a' }, []],
  ['the open ones of one satker', { satker: 'office-of-b', open: true }, [150]],
  ['no open one of a satker where all have ended', { satker: 'office-of-a', open: true }, []],
  ['the open ones', { open: true }, [150]],
  ['the ended ones', { open: false }, [300, 100]],
  ['those that reach into the period', { from: 199, to: 250 }, [150, 100]],
  ['not one that ended as the period begins', { from: 200, to: 250 }, [150]],
  ['not one that begins as the period ends', { from: 0, to: 150 }, [100]],
  ['an open one however late the period', { from: 1_000_000 }, [150]],
  ['only as many as wanted', { limit: 2 }, [300, 150]],
  ['all of it together', { from: 0, to: 301, link: 'a', open: false, limit: 1 }, [300]],
  ['a name that is SQL as a name', { link: "a' or '1'='1" }, []],
]

it.each(cases)('finds %s', async (_, asked, begins) => {
  const store = await threeOutages()
  const outages = await findOutages(store.db, everything, asked)
  expect(outages.map((outage) => outage.began)).toEqual(begins)
})

it('finds an outage that ended as it began, where nobody watched after it', async () => {
  const store = await temporaryStore(['a'])
  const changes = [
    change('a', 100, 'up', 0, 'down'),
    change('a', 100, 'down', 100, 'unknown'),
    change('a', 500, 'unknown', 100, 'up'),
  ]
  await store.write((trx) => recordChanges(trx, changes, 500))
  expect(await findOutages(store.db, everything, { from: 100, to: 101 })).toMatchObject([
    { began: 100, ended: 100 },
  ])
  expect(await findOutages(store.db, everything, { from: 101 })).toEqual([])
})

it('tells which outages are open, newest first', async () => {
  const store = await threeOutages()
  await store.write((trx) => recordChanges(trx, [change('a', 500, 'up', 400, 'down')], 500))
  expect((await openOutages(store.db, everything)).map((outage) => outage.link)).toEqual(['a', 'b'])
})
