import { expect, test } from 'vitest'
import { interfaceUp } from '../domain/rate.test-kit.ts'
import type { InterfaceReading, Visit } from '../domain/reading.ts'
import { seeAnswer, seeFailure, SeenRouters, seeVisit } from './seen-routers.ts'

const wanted = [
  { link: 'a', name: 'wan0' },
  { link: 'b', name: 'wan1' },
]

function visitAt(at: number, interfaces: Record<string, InterfaceReading>): Visit {
  return {
    at,
    monotonicMs: at,
    sysUpTimeCs: 8_640_000 + at / 10,
    rttMs: 10,
    interfaces: new Map(Object.entries(interfaces)),
    vpn: new Map(),
    found: null,
    identity: null,
  }
}

test('nothing is known of a router before it was asked', () => {
  expect(new SeenRouters().of('ce1')).toEqual({
    state: null,
    visit: null,
    failure: null,
    interfaces: new Map(),
    endpoints: null,
  })
})

test('a failure lasts from the first visit that was not answered, whatever the later ones say', () => {
  const seen = new SeenRouters().of('ce1')
  seeFailure(seen, 'timeout', 1_000)
  seeFailure(seen, 'wrong-credentials', 2_000)
  expect(seen).toMatchObject({ state: 'refused', failure: { why: 'wrong-credentials', since: 1_000 } })
  seeVisit(seen, visitAt(3_000, {}), wanted)
  expect(seen).toMatchObject({ state: 'answering', visit: { at: 3_000 }, failure: null })
  seeFailure(seen, 'timeout', 4_000)
  expect(seen).toMatchObject({ state: 'silent', visit: { at: 3_000 }, failure: { since: 4_000 } })
})

test('a visit that could not be made says nothing of how the agent behaves', () => {
  const seen = new SeenRouters().of('ce1')
  seeVisit(seen, visitAt(1_000, {}), wanted)
  seeFailure(seen, 'not-asked', 2_000)
  expect(seen).toMatchObject({ state: 'answering', failure: { why: 'not-asked', since: 2_000 } })
})

test('an agent that answers a sweep is not silent, but may still refuse the visits', () => {
  const routers = new SeenRouters()
  seeFailure(routers.of('ce1'), 'timeout', 1_000)
  seeFailure(routers.of('ce2'), 'wrong-credentials', 1_000)
  for (const id of ['ce1', 'ce2', 'ce3']) seeAnswer(routers.of(id))
  expect(['ce1', 'ce2', 'ce3'].map((id) => routers.of(id).state)).toEqual([
    'answering',
    'refused',
    'answering',
  ])
  expect(routers.of('ce1').failure).toEqual({ why: 'timeout', since: 1_000 })
})

test('an interface that a visit could neither find nor miss keeps the reading before, with its date', () => {
  const seen = new SeenRouters().of('ce1')
  seeVisit(seen, visitAt(1_000, { a: interfaceUp, b: interfaceUp }), wanted)
  seeVisit(seen, visitAt(2_000, { b: { ...interfaceUp, operStatus: 'down' } }), wanted)
  expect(seen.interfaces.get('wan0')).toMatchObject({ at: 1_000, reading: { operStatus: 'up' } })
  expect(seen.interfaces.get('wan1')).toMatchObject({ at: 2_000, reading: { operStatus: 'down' } })
})

test('an interface that no link names any more is let go', () => {
  const seen = new SeenRouters().of('ce1')
  seeVisit(seen, visitAt(1_000, { a: interfaceUp, b: interfaceUp }), wanted)
  seeVisit(seen, visitAt(2_000, { a: interfaceUp }), wanted.slice(0, 1))
  expect([...seen.interfaces.keys()]).toEqual(['wan0'])
})

test('what comes in of a router that was forgotten while it was asked is not held against the new one', () => {
  const routers = new SeenRouters()
  const asked = routers.of('ce1')
  routers.forget('ce1')
  seeFailure(asked, 'timeout', 1_000)
  expect(routers.of('ce1').failure).toBeNull()
})

test('what was found of tunnels and sessions stays until it is looked for again', () => {
  const seen = new SeenRouters().of('ce1')
  const found = { tunnels: [], ipsec: [], sessions: [] }
  seeVisit(seen, { ...visitAt(1_000, {}), found }, wanted)
  seeVisit(seen, visitAt(2_000, {}), wanted)
  expect(seen.endpoints).toEqual({ at: 1_000, sysUpTimeCs: 8_640_100, found })
})
