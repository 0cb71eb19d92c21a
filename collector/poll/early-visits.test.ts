import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Router } from '../domain/router.ts'
import type { Trap } from '../domain/trap.ts'
import { silentLog } from '../log.ts'
import { EarlyVisits } from './early-visits.ts'
import { VisitLine } from './visit-line.ts'

const snmp = { ...({} as NonNullable<Router['snmp']>), version: '2c' as const }
const known = new Map<string, Router>(
  ['ce1', 'ce2', 'echo-only'].map((id) => [
    id,
    { id, satker: '900001', address: '10.0.0.1', trapsFrom: [], snmp: id === 'echo-only' ? null : snmp },
  ]),
)

const fleet = Array.from({ length: 1_000 }, (_, index) => `hub-ce${index}`)
for (const id of fleet) known.set(id, { id, satker: '900001', address: '10.0.0.1', trapsFrom: [], snmp })

function stage() {
  let nowMs = 0
  const visits: string[] = []
  const ends: (() => void)[] = []
  const lines: object[] = []
  const state = { takesTime: false }
  const clock = { now: () => nowMs, monotonicMs: () => nowMs }
  const line = new VisitLine({
    clock,
    most: 10_000,
    pace: { starts: Number.POSITIVE_INFINITY, everyMs: 1 },
    visit({ id }) {
      visits.push(`${id} at ${nowMs / 1000}`)
      return state.takesTime ? new Promise<void>((resolve) => ends.push(resolve)) : Promise.resolve()
    },
    onError(_, error) {
      throw error
    },
  })
  const asked = [...known.values()].filter((router) => router.snmp !== null)
  line.arrange(
    asked.map((router) => ({ router, hubDepth: null })),
    60_000,
  )
  const early = new EarlyVisits({
    clock,
    log: { ...silentLog, info: (event, facts) => void lines.push({ event, ...facts }) },
    router: (id) => known.get(id),
    visitNext: (id, onTaken) => line.takeNext(id, onTaken),
  })
  return {
    early,
    line,
    visits,
    lines,
    state,
    async endVisits() {
      for (const end of ends.splice(0)) end()
      await new Promise(setImmediate)
    },
    trap(...routers: string[]): void {
      const trap: Trap = { at: nowMs, routers, kind: 'linkDown', sysUpTimeCs: 1e6 }
      early.ask(trap)
    },
    /** Second by second. */
    async until(second: number) {
      for (; nowMs < second * 1000;) {
        nowMs += 1000
        early.onSecond()
        await new Promise(setImmediate)
      }
    },
  }
}

test('a trap leads to a visit now and another two minutes later, and to no more', async () => {
  const { trap, until, visits, early } = stage()
  trap('ce1')
  await until(600)
  expect(visits).toEqual(['ce1 at 0', 'ce1 at 120'])
  expect(early.count).toBe(2)
})

test('many traps within ten seconds lead to one visit, one after those, and one two minutes after the last', async () => {
  const { trap, until, visits } = stage()
  for (let second = 0; second < 10; second++) {
    trap('ce1')
    await until(second + 1)
  }
  await until(600)
  expect(visits).toEqual(['ce1 at 0', 'ce1 at 10', 'ce1 at 129'])
})

test('a router that goes on telling is visited every ten seconds at most', async () => {
  const { trap, until, visits } = stage()
  for (let second = 0; second < 60; second++) {
    trap('ce1')
    await until(second + 1)
  }
  await until(600)
  expect(visits).toEqual([...[0, 10, 20, 30, 40, 50, 60].map((at) => `ce1 at ${at}`), 'ce1 at 179'])
})

test('what a router tells too soon after a visit is seen ten seconds after that, and two minutes later', async () => {
  const { trap, until, visits } = stage()
  trap('ce1')
  await until(5)
  trap('ce1')
  await until(600)
  expect(visits).toEqual(['ce1 at 0', 'ce1 at 10', 'ce1 at 125'])
})

test('what it tells soon after the visit of two minutes later too', async () => {
  const { trap, until, visits } = stage()
  trap('ce1')
  await until(123)
  trap('ce1')
  await until(600)
  expect(visits).toEqual(['ce1 at 0', 'ce1 at 120', 'ce1 at 130', 'ce1 at 243'])
})

test('of traps at any seconds each is followed by a visit within ten seconds, and none by two', () => {
  const second = fc.integer({ min: 0, max: 400 })
  return fc.assert(
    fc.asyncProperty(fc.uniqueArray(second, { minLength: 1, maxLength: 60 }), async (unsorted) => {
      const seconds = unsorted.sort((one, other) => one - other)
      const { trap, until, visits } = stage()
      for (const at of seconds) {
        await until(at)
        trap('ce1')
      }
      await until(600)
      const visitedAt = visits.map((visit) => Number(visit.slice('ce1 at '.length)))
      const gaps = visitedAt.slice(1).map((at, index) => at - visitedAt[index]!)
      expect(gaps.filter((gap) => gap < 10)).toEqual([])
      const heeded = (from: number) => visitedAt.some((at) => at >= from && at <= from + 10)
      expect(seconds.filter((at) => !heeded(at))).toEqual([])
      expect(visitedAt.at(-1)).toBe(seconds.at(-1)! + 120)
    }),
    { numRuns: 30 },
  )
})

test('a thousand routers that tell at once are visited in order, a hundred a second, and so again', async () => {
  const { trap, until, visits, early } = stage()
  for (const id of fleet) trap(id)
  await until(3)
  for (const id of fleet) trap(id)
  trap('ce1')
  expect(visits).toHaveLength(400)
  await until(600)
  const first = fleet.map((id, index) => `${id} at ${Math.floor(index / 100)}`)
  expect(visits.slice(0, 1_000)).toEqual(first)
  expect(visits[1_000]).toBe('ce1 at 10')
  const perSecond = Map.groupBy(visits, (visit) => Number(visit.split(' at ')[1]))
  expect([...perSecond.values()].filter((those) => those.length > 100)).toEqual([])
  const ofEach = Map.groupBy(visits, (visit) => visit.split(' at ')[0])
  // The first four hundred had been visited when they told more.
  expect(fleet.map((id) => ofEach.get(id)?.length)).toEqual(fleet.map((_, index) => (index < 400 ? 3 : 2)))
  expect(early.count).toBe(visits.length)
})

test('a router that is gone while it waits holds up no other', async () => {
  const { trap, until, visits } = stage()
  for (const id of fleet.slice(0, 100)) trap(id)
  const ce2 = known.get('ce2')
  trap('ce2', 'ce1')
  known.delete('ce2')
  await until(2)
  if (ce2) known.set('ce2', ce2)
  expect(visits.slice(100)).toEqual(['ce1 at 1'])
})

test('routers do not use up what is the others’', async () => {
  const { trap, until, visits } = stage()
  trap('ce1')
  trap('ce1', 'ce2')
  await until(1)
  expect(visits).toEqual(['ce1 at 0', 'ce2 at 0'])
})

test('a router that is being visited is visited again when that has ended, once', async () => {
  const { trap, until, visits, state, line, endVisits } = stage()
  state.takesTime = true
  line.take('ce1', 0)
  trap('ce1')
  await until(1)
  expect(visits).toEqual(['ce1 at 0'])
  await endVisits()
  expect(visits).toEqual(['ce1 at 0', 'ce1 at 1'])
  await until(11)
  trap('ce1')
  await until(22)
  trap('ce1')
  expect(visits).toHaveLength(2)
  await endVisits()
  expect(visits).toEqual(['ce1 at 0', 'ce1 at 1', 'ce1 at 22'])
})

test('who is not known or not asked by SNMP is not visited, and nothing is remembered of them', async () => {
  const { trap, until, visits, lines } = stage()
  trap('stranger', 'echo-only')
  await until(200)
  expect(visits).toEqual([])
  expect(lines).toEqual([])
})

test('a router that is gone two minutes later is not visited', async () => {
  const { trap, until, visits } = stage()
  const ce2 = known.get('ce2')
  trap('ce2')
  known.delete('ce2')
  await until(200)
  if (ce2) known.set('ce2', ce2)
  expect(visits).toEqual(['ce2 at 0'])
})

test('one line of the log tells of a trap that led to a visit', () => {
  const { trap, lines } = stage()
  trap('ce1')
  trap('ce1', 'ce2')
  trap('ce1')
  expect(lines).toEqual([
    { event: 'trap', kind: 'linkDown', routers: ['ce1'] },
    { event: 'trap', kind: 'linkDown', routers: ['ce1', 'ce2'] },
  ])
})
