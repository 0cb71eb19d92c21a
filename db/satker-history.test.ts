import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import { recordChanges } from './record-changes.ts'
import { registerLinks } from './register-links.ts'
import { change, link } from './samples.test-kit.ts'
import { satkerHistory } from './satker-history.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

async function week() {
  const store = await temporaryStore(['a', 'b'])
  const changes = [
    change('a', 100, 'unknown', 0, 'up'),
    change('b', 150, 'unknown', 0, 'up'),
    change('a', 200, 'up', 100, 'down'),
    change('a', 300, 'down', 200, 'up'),
  ]
  await store.write((trx) => recordChanges(trx, changes, 1_000))
  return store
}
const satker = 'office-of-a'

it('tells what each link of the satker was before the period, and what changed in it', async () => {
  const { db } = await week()
  const told = await satkerHistory(db, everything, { satker, from: 150, to: 300 })
  expect([...told]).toEqual([
    ['a', { from: 0, until: null, first: 'up', changes: [{ at: 200, to: 'down' }] }],
  ])
})

it('counts a change at the beginning of the period into what was before', async () => {
  const { db } = await week()
  const told = await satkerHistory(db, everything, { satker, from: 200, to: 250 })
  expect(told.get('a')).toMatchObject({ first: 'down', changes: [] })
})

it('knows nothing of a link before its first record', async () => {
  const { db } = await week()
  const told = await satkerHistory(db, everything, { satker, from: 0, to: 150 })
  expect(told.get('a')).toMatchObject({ first: 'unknown', changes: [{ at: 100, to: 'up' }] })
})

it('knows a removed link until its removal, and not in a period after it', async () => {
  const store = await week()
  await store.write((trx) => registerLinks(trx, [link('b')], 500))
  const told = await satkerHistory(store.db, everything, { satker, from: 250, to: 1_000 })
  expect(told.get('a')).toMatchObject({ from: 0, until: 500 })
  expect(await satkerHistory(store.db, everything, { satker, from: 500, to: 1_000 })).toEqual(new Map())
})

it('tells nothing of a satker outside the scope', async () => {
  const { db } = await week()
  const elsewhere = { provinces: [], types: [], satker: ['900009'] }
  expect(await satkerHistory(db, elsewhere, { satker, from: 0, to: 1_000 })).toEqual(new Map())
})
