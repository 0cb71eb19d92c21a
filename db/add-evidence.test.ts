import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import { addEvidence } from './add-evidence.ts'
import { findOutages } from './find-outages.ts'
import { recordChanges } from './record-changes.ts'
import { change } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

async function oneOutage() {
  const store = await temporaryStore(['a', 'b'])
  const changes = [change('a', 100, 'up', 0, 'down'), change('a', 200, 'down', 100, 'up')]
  await store.write((trx) => recordChanges(trx, changes, 200))
  const evidence = async () => (await findOutages(store.db, everything, {}))[0]?.evidence
  return { store, evidence }
}

it('adds what was learned to the outage, in the order of its time', async () => {
  const { store, evidence } = await oneOutage()
  const learned = [
    { at: 190, what: 'interface-up' as const },
    { at: 90, what: 'interface-down' as const },
  ]
  const changed = await store.write((trx) => addEvidence(trx, [{ link: 'a', began: 100, evidence: learned }]))
  expect(changed).toMatchObject([{ link: 'a', began: 100, ended: 200 }])
  expect(await evidence()).toEqual([
    { at: 90, what: 'interface-down' },
    { at: 100, what: 'silent' },
    { at: 190, what: 'interface-up' },
  ])
})

it('adds no kind twice, and says that nothing has changed', async () => {
  const { store, evidence } = await oneOutage()
  const late = { link: 'a', began: 100, evidence: [{ at: 150, what: 'silent' as const }] }
  expect(await store.write((trx) => addEvidence(trx, [late]))).toEqual([])
  expect(await evidence()).toEqual([{ at: 100, what: 'silent' }])
})

it('passes over an outage that is not there', async () => {
  const { store } = await oneOutage()
  const what = 'router-restarted' as const
  const learned = ['a', 'b', 'x'].map((link) => ({ link, began: 101, evidence: [{ at: 101, what }] }))
  expect(await store.write((trx) => addEvidence(trx, learned))).toEqual([])
})
