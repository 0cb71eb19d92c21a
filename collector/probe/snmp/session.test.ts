import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fromEngine } from '../../simulator/hostile/engine-agent.ts'
import { answerV3, integer, pdu, text } from '../../simulator/hostile/forge.ts'
import type { Request } from '../../simulator/hostile/hostile-agent.ts'
import { openStage, table, toldOf, truths, wanted, type Stage } from '../../simulator/hostile/stage.ts'
import { fromTable } from '../../simulator/hostile/table-agent.ts'
import type { Question } from './exchange.ts'
import { createGate, type Gate } from './gate.ts'
import { columns, instance, system } from './mib.ts'
import { QuestionShelf } from './question-shelf.ts'
import { createSession, type Session } from './session.ts'
import { createSnmpProbe } from './snmp-probe.ts'
import { realClock } from './test-target.ts'

let stage: Stage
let gate: Gate
beforeEach(async () => {
  stage = await openStage()
  gate = createGate({ clock: realClock })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await gate.close()
  await stage.close()
})

function sessionWith(asker: 'v2c' | 'open' | 'secret'): Session {
  const { router, access } = stage.target(asker, 1_000)
  const session = createSession({ gate, shelf: new QuestionShelf() }, router, access)
  if (typeof session === 'string') throw new Error(session)
  return session
}

const patience = (timeoutMs: number) => ({ tries: 1, timeoutMs, deadlineMs: timeoutMs })

describe('the first question', () => {
  const questions: Question[] = [
    { kind: 'get', oids: [system.sysUpTime] },
    { kind: 'getNext', oid: columns.ifName },
    { kind: 'getBulk', oid: columns.ifName, maxRepetitions: 25 },
  ]
  const cases = questions.flatMap((question) =>
    (['open', 'secret'] as const).map((asker) => ({ ...question, question, asker })),
  )

  it.each(cases)('$kind of an $asker user is not answered by who should say who it is', async (one) => {
    const session = sessionWith(one.asker)
    stage.hostile.play((request: Request) => [
      answerV3(request, pdu(request, [[columns.ifName, integer(1)]], { id: request.requestId })),
    ])
    expect(await session.ask(one.question, patience(500))).toMatchObject({ ok: false, why: 'bad-answer' })
    stage.hostile.play(stage.honest(one.asker))
    expect(await session.ask(one.question, patience(2_000))).toMatchObject({ ok: true })
  })
})

describe('a session', () => {
  it('has its questions apart, even where the library gives two of them one id', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const { probe, hostile } = stage
    hostile.play(stage.honest('v2c'))
    const target = stage.target('v2c', 100, 20)
    const seen = await Promise.all([
      probe.visit(target, wanted),
      probe.visit(target, wanted),
      probe.visit(target, wanted),
    ])
    for (const one of seen) {
      expect(one).toMatchObject({ ok: true })
      // A search that lost its turn leaves the interface open.
      expect(toldOf(one) ?? truths[0]).toMatchObject(truths[0]!)
    }
    expect(probe.inFlight()).toBe(0)
    vi.restoreAllMocks()
    expect(toldOf(await probe.visit(target, wanted))).toMatchObject(truths[0]!)
  })

  it('that is closed twice is closed', async () => {
    const probe = createSnmpProbe({ clock: realClock })
    stage.hostile.play(stage.honest('v2c'))
    expect(await probe.ask(stage.target('v2c', 2_000), 2_000)).toMatchObject({ ok: true })
    await probe.close()
    await probe.close()
    expect(await probe.ask(stage.target('v2c', 2_000), 2_000)).toMatchObject({ why: 'not-asked' })
  })

  it('at a port where nobody listens is a timeout', async () => {
    const target = stage.target('v2c', 40)
    const { access, router } = target
    const closed = { router, access: { ...access, settings: { ...access.settings, port: 9 } } }
    expect(await stage.probe.visit(closed, wanted)).toMatchObject({ ok: false, why: 'timeout' })
  })
})

describe('a visit', () => {
  it.each(['wan0\0', 'wan0\0\0\0', ' wan0  ', '\0wan0\r\n'])(
    'finds an interface that says it is %j',
    async (name) => {
      const padded = new Map(table).set(instance('ifName', 3), text(name))
      stage.hostile.play(fromTable(padded))
      const seen = await stage.probe.visit(stage.target('v2c', 2_000), wanted)
      expect(toldOf(seen)).toMatchObject(truths[0]!)
    },
  )

  it('of a router that takes all the time it has for each answer comes to an end', async () => {
    let nowMs = 0
    const clock = { now: () => nowMs, monotonicMs: () => nowMs }
    const probe = createSnmpProbe({ clock })
    const honest = fromEngine(table, null, () => ({ boots: 3, time: 5_000 }))
    stage.hostile.play((request) => {
      // As if each answer had taken as long: the visit is over after a few.
      nowMs += 9_000
      return honest(request)
    })
    await probe.visit(stage.target('open', 50), wanted)
    expect(stage.hostile.requests.length).toBeLessThan(12)
    expect(probe.inFlight()).toBe(0)
    await probe.close()
  })
})
