import { describe, expect, test } from 'vitest'
import { beliefOf } from '../domain/belief.ts'
import { interfaceUp } from '../domain/rate.test-kit.ts'
import type { InterfaceReading, Visit } from '../domain/reading.ts'
import { vpnBeliefOf } from '../domain/vpn-belief.ts'
import { link, networkOf, stageOf } from './stage.test-kit.ts'
import { conditionsOf, trackLink, type TrackedLink } from './tracked-link.ts'
import { takeInFailure, takeInVisit } from './visit.ts'

const everyMs = 60_000

function visitAt(seconds: number, reading: InterfaceReading | null): Visit {
  return {
    at: seconds * 1_000,
    monotonicMs: seconds * 1_000,
    sysUpTimeCs: 8_640_000 + seconds * 100,
    rttMs: 10,
    interfaces: new Map(reading ? [['a', reading]] : []),
    vpn: new Map(),
    found: null,
    identity: null,
  }
}

function upLink(): TrackedLink {
  const surroundings = { routerAddress: '10.0.0.1', provider: null, depth: 0 }
  return trackLink(link('a'), surroundings, { belief: beliefOf('up', 0, 0), vpn: vpnBeliefOf() })
}

describe('a visit that could not tell which interface is the link’s', () => {
  test('leaves a gap, not the rate of the visit before', () => {
    const a = upLink()
    takeInVisit(a, visitAt(60, interfaceUp), everyMs)
    takeInVisit(a, visitAt(120, { ...interfaceUp, inOctets: 7_500_000n }), everyMs)
    expect(a.traffic.inBitsPerSecond).toBe(1_000_000)
    takeInVisit(a, visitAt(180, null), everyMs)
    expect(a.traffic.inBitsPerSecond).toBeNull()
  })

  test.each(['timeout', 'wrong-credentials'] as const)('ends what a visit that failed by %s found', (why) => {
    const a = upLink()
    takeInFailure(a, why, true)
    takeInVisit(a, visitAt(60, null), everyMs)
    expect(a).toMatchObject({ snmp: 'answering', visited: [] })
  })

  test('still says that the interface was not there when it was last looked for', () => {
    const a = upLink()
    takeInVisit(a, visitAt(60, { ...interfaceUp, found: false, operStatus: null }), everyMs)
    takeInVisit(a, visitAt(120, null), everyMs)
    expect(conditionsOf(a)).toEqual(['identity-changed'])
  })
})

test('an answer that came in when the process could not take it is no beginning for a rate', () => {
  const a = upLink()
  takeInVisit(a, visitAt(60, interfaceUp), everyMs)
  const held = {
    ...visitAt(120, { ...interfaceUp, inOctets: 7_500_000n }),
    monotonicMs: 175_000,
    at: 175_000,
  }
  takeInVisit(a, { ...held, rttMs: 55_000 }, everyMs)
  expect(a.traffic.inBitsPerSecond).toBeNull()
  takeInVisit(a, visitAt(180, { ...interfaceUp, inOctets: 15_000_000n }), everyMs)
  expect(a.traffic.inBitsPerSecond).toBeNull()
  takeInVisit(a, visitAt(240, { ...interfaceUp, inOctets: 22_500_000n }), everyMs)
  expect(a.traffic.inBitsPerSecond).toBe(1_000_000)
})

test('an agent that speaks again is not told silent, though its link names no interface', async () => {
  const stage = await stageOf(networkOf([{ ...link('a'), interface: null }]))
  await stage.pass(25)
  stage.world.agentSilent.add('r-a')
  await stage.pass(61)
  expect(stage.poll.snapshot().links[0]).toMatchObject({ snmp: 'silent', condition: ['snmp-silent'] })
  stage.world.agentSilent.clear()
  await stage.pass(61)
  expect(stage.poll.snapshot().links[0]).toMatchObject({ snmp: 'answering', condition: [] })
})

test('an interface seen down too long ago to count is not told of a link that is up again', async () => {
  const stage = await stageOf(networkOf([link('a')]))
  await stage.pass(25)
  stage.world.interfaceDown.add('a')
  await stage.pass(61)
  expect(stage.poll.snapshot().links[0]).toMatchObject({ status: 'down', condition: ['interface-down'] })
  stage.world.agentSilent.add('r-a')
  await stage.pass(240)
  expect(stage.poll.snapshot().links[0]).toMatchObject({ status: 'up', condition: ['snmp-silent'] })
})
