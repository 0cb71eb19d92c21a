/** What the collector is told of its receiver, and the receiver of routers. */
import { expect, test } from 'vitest'
import { emptyNetwork } from '../domain/empty-network.ts'
import { Secret } from '../domain/secret.ts'
import type { SnmpEngine } from '../domain/snmp-engine.ts'
import { silentLog } from '../log.ts'
import { EngineNews } from './engine-news.ts'
import { enrolmentsOf } from './enrolment.ts'
import { KnownRouter } from './known-router.ts'
import { RefusalLog } from './refusal-log.ts'
import { hadSettled } from './restart-pause.ts'
import { engine, handClock, learned, ofUser, ofVersion } from './trap.test-kit.ts'
import { cureOf } from './unheard-cure.ts'

test('routers that are asked by SNMP are enrolled, with every address that their traps come from', () => {
  const { settings } = ofVersion('2c').proof
  const router = { satker: '900001', snmp: settings, trapsFrom: ['10.0.0.2', '10.0.0.1'] }
  const routers = [
    { ...router, id: 'ce1', address: '10.0.0.1' },
    { ...router, id: 'ce2', address: '10.0.0.9', snmp: null },
    { ...router, id: 'ce3', address: '10.0.0.3', trapsFrom: [] },
  ]
  const shared = { settings, community: new Secret('rahasia'), authKey: null, privKey: null }
  const access = new Map([
    ['ce1', shared],
    ['ce3', shared],
  ])
  const proof = { ...shared, community: 'rahasia' }
  const enrolments = enrolmentsOf({ ...emptyNetwork, routers }, access)
  expect(enrolments).toEqual([
    { router: 'ce1', sources: ['10.0.0.1', '10.0.0.2'], proof },
    { router: 'ce3', sources: ['10.0.0.3'], proof },
  ])
  expect(enrolments[1]?.proof).toBe(enrolments[0]?.proof)
})

test('an engine is told of when it is learned, when its clock steps, and to a receiver that begins anew', () => {
  const known = new Map<string, SnmpEngine>()
  const clock = handClock()
  const news = new EngineNews({ engineOf: (router) => known.get(router) ?? null, clock })
  const learn = (id: string, boots: number, time: number) =>
    known.set('ce1', { id, boots, time, atMonotonicMs: clock.monotonicMs() })
  const told = (engineId: string, boots: number, time: number) => [{ router: 'ce1', engineId, boots, time }]
  const enrolments = [ofUser(), ofVersion('2c', { router: 'ce2' })]
  news.enrol(enrolments)
  expect(news.take()).toEqual([])
  learn(engine, 7, 1_000)
  expect([news.take(), news.take()]).toEqual([told(engine, 7, 1_000), []])
  clock.pass(60_000)
  learn(engine, 7, 1_069)
  expect(news.take()).toEqual([])
  learn(engine, 7, 1_071)
  expect(news.take()).toEqual(told(engine, 7, 1_071))
  learn(engine, 8, 1_071)
  expect(news.take()).toEqual(told(engine, 8, 1_071))
  learn('80000000ff', 8, 1_071)
  expect(news.take()).toEqual(told('80000000ff', 8, 1_071))
  learn('80000000ff', 1, 20)
  expect(news.take()).toEqual(told('80000000ff', 1, 20))
  clock.pass(5_000)
  news.enrol(enrolments)
  expect(news.take()).toEqual(told('80000000ff', 1, 25))
  known.clear()
  news.enrol(enrolments)
  expect(news.take()).toEqual([])
})

test('a router that has another engine has no longer the one before', () => {
  const router = new KnownRouter(ofUser(), () => {})
  router.learnEngine(learned(), 0)
  router.learnEngine(learned('ce1', { engineId: '80000000ff' }), 0)
  expect([
    router.hasEngine(Buffer.from(engine, 'hex')),
    router.hasEngine(Buffer.from('80000000ff', 'hex')),
  ]).toEqual([false, true])
})

test('refused traps are told of by number, at once and then once a minute at most', () => {
  const clock = handClock()
  const lines: object[] = []
  const refusals = new RefusalLog({
    clock,
    log: { ...silentLog, warn: (event, facts) => void lines.push({ event, ...facts }) },
  })
  refusals.tell()
  expect(lines).toEqual([])
  for (let second = 0; second < 120; second++) {
    refusals.add({ flood: 100, 'unknown-source': 1 })
    refusals.tell()
    clock.pass(1_000)
  }
  refusals.tell()
  expect(lines).toEqual([
    { event: 'trap-refused', refused: { flood: 100, 'unknown-source': 1 } },
    { event: 'trap-refused', refused: { flood: 6_000, 'unknown-source': 60 } },
    { event: 'trap-refused', refused: { flood: 5_900, 'unknown-source': 59 } },
  ])
})

test('a thread that lived for a minute has no deaths before it', () => {
  expect([59_999, 60_000].map(hadSettled)).toEqual([false, true])
})

const order = { address: null, ports: [162, 10_162] }

test.each([
  [
    'EADDRINUSE',
    'trap-port-in-use',
    'another program listens at UDP port 162 or 10162: end it, or choose another by --trap-port, or off',
  ],
  [
    'EACCES',
    'trap-cannot-listen',
    'UDP port 162 needs the capability CAP_NET_BIND_SERVICE: give it, or choose one above 1023',
  ],
  ['EMFILE', 'trap-cannot-listen', 'the system says EMFILE of UDP port 162 or 10162'],
])('where the system says %s the log has the cure', (code, event, cure) => {
  expect(cureOf({ port: 162, code }, order)).toEqual({ event, cure })
})
