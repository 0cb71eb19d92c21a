import { expect, test } from 'vitest'
import { findOutages } from '../../db/find-outages.ts'
import type { Evidence } from '../domain/status.ts'
import { everything } from '../domain/scope.ts'
import { startOfStage } from './fake-far-ends.test-kit.ts'
import { link, networkOf, type Stage, stageOf } from './stage.test-kit.ts'

async function evidenceOf({ store }: Stage): Promise<Evidence[] | undefined> {
  const [outage] = await findOutages(store.db, everything, {})
  return outage?.evidence
}

const cutAfterSeconds = 95

/** A link that is cut and comes back, with a router that answers again from then on. */
async function cutAndRestore(stage: Stage, during: () => void): Promise<void> {
  await stage.pass(cutAfterSeconds)
  stage.world.silent.add('10.0.0.98')
  await stage.pass(120)
  during()
  stage.world.silent.clear()
  await stage.pass(120)
  expect(stage.status('a')).toBe('up')
}

test('a router that started during the outage is evidence of it, learned when it answers again', async () => {
  const stage = await stageOf(networkOf([link('a')]))
  await cutAndRestore(stage, () => (stage.world.agentsStartedAt = Date.now() - 20_000))
  const evidence = await evidenceOf(stage)
  expect(evidence?.map(({ what }) => what)).toEqual(['silent', 'router-restarted'])
  expect(evidence?.[1]?.at).toBe(stage.world.agentsStartedAt)
  const told = stage.published.flatMap(({ outages }) => outages).at(-1)
  expect(told?.evidence).toEqual(evidence)
})

test('when the interface came back by the router’s clock is evidence beside the change, which stays as it was', async () => {
  const stage = await stageOf(networkOf([link('a')]))
  await cutAndRestore(stage, () => {
    stage.world.lastChangeCs = Math.round((Date.now() - 3_210 - stage.world.agentsStartedAt) / 10)
  })
  const evidence = await evidenceOf(stage)
  expect(evidence?.map(({ what }) => what)).toEqual(['silent', 'interface-up'])
  expect(evidence?.[1]?.at).toBe(startOfStage + stage.world.lastChangeCs * 10 - 10_000_000)
})

test('a router that went on all the time adds nothing', async () => {
  const stage = await stageOf(networkOf([link('a')]))
  await cutAndRestore(stage, () => {})
  expect((await evidenceOf(stage))?.map(({ what }) => what)).toEqual(['silent'])
})

test('a fall that a visit reads before it is written is the date of the change', async () => {
  const stage = await stageOf(networkOf([link('a')]))
  await stage.pass(cutAfterSeconds)
  const fellAt = Date.now() + 1_000
  stage.world.interfaceDown.add('a')
  stage.world.lastChangeCs = (fellAt - stage.world.agentsStartedAt) / 10
  await stage.pass(65)
  expect(await findOutages(stage.store.db, everything, {})).toMatchObject([
    { status: 'down', began: fellAt, evidence: [{ at: fellAt, what: 'interface-down' }] },
  ])
})

test('what a full disk did not take is added when it can be', async () => {
  const stage = await stageOf(networkOf([link('a')]))
  await cutAndRestore(stage, () => {})
  stage.world.agentsStartedAt = Date.now() - 130_000
  stage.refuseWrites(true)
  await stage.pass(65)
  expect((await evidenceOf(stage))?.map(({ what }) => what)).toEqual(['silent'])
  stage.refuseWrites(false)
  await stage.pass(65)
  expect((await evidenceOf(stage))?.map(({ what }) => what)).toEqual(['silent', 'router-restarted'])
})
