/** A router sends a trap: it is looked at early, and only what is seen then counts. */
import { expect, test } from 'vitest'
import type { Trap } from '../domain/trap.ts'
import { link, networkOf, stageOf } from './stage.test-kit.ts'

function trapOf(...routers: string[]): Trap {
  return { at: 0, routers, kind: 'linkDown', sysUpTimeCs: 1e7 }
}

test('a link that a trap tells of is found down at once, and not a round later', async () => {
  const stage = await stageOf(networkOf([link('a'), link('b')]))
  await stage.pass(130)
  stage.world.interfaceDown.add('a')
  const { visits } = stage.poll.health().snmp
  stage.poll.heed(trapOf('r-a'))
  await stage.pass(2)
  expect(stage.poll.health().snmp.visits - visits).toBeGreaterThanOrEqual(1)
  expect(stage.poll.health().earlyVisits).toBe(1)
  expect([stage.status('a'), stage.status('b')]).toEqual(['down', 'up'])
})

test('any number of traps of a link that is well change nothing, and cost three visits', async () => {
  const stage = await stageOf(networkOf([link('a')]))
  await stage.pass(130)
  for (let count = 0; count < 100; count++) stage.poll.heed(trapOf('r-a', 'r-unknown'))
  await stage.pass(5)
  expect(stage.status('a')).toBe('up')
  expect(stage.poll.health().earlyVisits).toBe(1)
  await stage.pass(130)
  expect(stage.status('a')).toBe('up')
  expect(stage.poll.health().earlyVisits).toBe(3)
})
