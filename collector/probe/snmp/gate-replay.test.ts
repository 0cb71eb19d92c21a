import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromEngine, honestV3, type EngineTime } from '../../simulator/hostile/engine-agent.ts'
import { report, reportBody } from '../../simulator/hostile/forge.ts'
import { startHostileAgent, type HostileAgent, type Request } from '../../simulator/hostile/hostile-agent.ts'
import { signedV3, type UserKeys } from '../../simulator/hostile/signed.ts'
import { tableOf } from '../../simulator/hostile/table-agent.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { createTarget } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

const keys: UserKeys = { hash: 'sha256', authKey: 'kunci-otentikasi', privKey: 'kunci-kerahasiaan' }
const table = tableOf(['wan0'])
const engineId = '8000000001020304'
let agent: HostileAgent
let probe: SnmpProbe
let engine: EngineTime
let nowMs: number

beforeEach(async () => {
  engine = { boots: 7, time: 10_000 }
  nowMs = 1_000_000
  agent = await startHostileAgent(
    fromEngine(table, keys, () => engine),
    keys,
  )
  probe = createSnmpProbe({ clock: { now: () => nowMs, monotonicMs: () => nowMs } })
})
afterEach(async () => {
  await probe.close()
  await agent.close()
})

const secretUser = () =>
  createTarget({
    port: agent.port,
    version: '3',
    user: 'pemantau',
    level: 'authPriv',
    authProtocol: 'SHA-256',
    privProtocol: 'AES-128',
    authKey: keys.authKey,
    privKey: keys.privKey!,
    timeoutMs: 1_000,
    retries: 0,
  })
const wanted = [wantedLink('utama', 'wan0')]
const ask = () => probe.ask(secretUser(), 2_000)

function pass(seconds: number): void {
  nowMs += seconds * 1_000
  engine = { ...engine, time: engine.time + seconds }
}

/** Answers each question but the discovery with these first. */
function before(forge: (request: Request) => Buffer[]): void {
  const honest = fromEngine(table, keys, () => engine)
  agent.play((request) => [...(request.user === '' ? [] : forge(request)), ...honest(request)])
}

describe("a router's engine", () => {
  it('is known from its signed answers', async () => {
    expect(probe.engineOf('rtr-1')).toBeNull()
    expect(await ask()).toMatchObject({ ok: true })
    expect(probe.engineOf('rtr-1')).toEqual({ id: engineId, boots: 7, time: 10_000, atMonotonicMs: nowMs })
    pass(60)
    expect(await ask()).toMatchObject({ ok: true })
    expect(probe.engineOf('rtr-1')).toMatchObject({ time: 10_060 })
  })

  it('is not known from what anybody may say', async () => {
    agent.play((request) => [report(request, 4, { boots: 9 })])
    expect(await ask()).toMatchObject({ ok: false })
    expect(probe.engineOf('rtr-1')).toBeNull()
  })

  it('of a user who never signs is known from answers', async () => {
    agent.play(fromEngine(table, null, () => engine))
    const open = createTarget({ port: agent.port, version: '3', user: 'terbuka', level: 'noAuthNoPriv' })
    expect(await probe.ask(open, 2_000)).toMatchObject({ ok: true })
    expect(probe.engineOf('rtr-1')).toMatchObject({ id: engineId, boots: 7 })
  })

  it('that has started again is followed within the visit', async () => {
    expect(await probe.visit(secretUser(), wanted)).toMatchObject({ ok: true })
    engine = { boots: 8, time: 1 }
    expect(await probe.visit(secretUser(), wanted)).toMatchObject({ ok: true })
    expect(probe.engineOf('rtr-1')).toMatchObject({ boots: 8 })
    expect(probe.refused()).toEqual({})
  })

  it.each([
    ['whose clock went back', { boots: 7, time: 5 }],
    ['that lost its count of starts', { boots: 1, time: 5 }],
    ['whose clock went ahead', { boots: 7, time: 90_000 }],
  ])('%s is followed within the visit', async (_what, then) => {
    expect(await probe.visit(secretUser(), wanted)).toMatchObject({ ok: true })
    engine = then
    expect(await probe.visit(secretUser(), wanted)).toMatchObject({ ok: true })
    expect(probe.engineOf('rtr-1')).toMatchObject(then)
    expect(await ask()).toMatchObject({ ok: true })
  })

  it('that lost its count of starts, and tells its time to nobody but those who sign, is followed', async () => {
    const honest = fromEngine(table, keys, () => engine)
    agent.play((request) =>
      request.engineId === '' ? [report(request, 4, { user: '', boots: 0, time: 0 })] : honest(request),
    )
    expect(await ask()).toMatchObject({ ok: true })
    engine = { boots: 1, time: 5 }
    expect(await ask()).toMatchObject({ ok: true })
    expect(probe.engineOf('rtr-1')).toMatchObject(engine)
  })

  it('whose time stands still is asked all the same', async () => {
    for (let minute = 0; minute < 10; minute += 1) {
      expect(await ask()).toMatchObject({ ok: true })
      nowMs += 60_000
    }
  })

  it('that runs slow is followed after a day without an answer', async () => {
    expect(await ask()).toMatchObject({ ok: true })
    nowMs += 86_400_000
    engine = { ...engine, time: engine.time + 85_000 }
    expect(await ask()).toMatchObject({ ok: true })
    expect(await ask()).toMatchObject({ ok: true })
  })
})

describe('an old answer that is played again', () => {
  const old = (clock: Partial<EngineTime>) => (request: Request) =>
    honestV3(request, tableOf(['wan0'], 1), keys, { ...engine, ...clock })

  it.each([
    ['before the window', { time: 9_000 }],
    ['before the last start', { boots: 6, time: 10_000 }],
    ['of an engine that has started too often to count', { boots: 2 ** 31 - 1 }],
  ])('from %s is refused, and the right one is used', async (_when, clock) => {
    expect(await ask()).toMatchObject({ ok: true })
    before((request) => (request.count === 2 ? [old(clock)(request)] : []))
    expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
    expect(probe.refused()['outside-time-window']).toBe(1)
    expect(probe.engineOf('rtr-1')).toMatchObject({ boots: 7, time: 10_000 })
  })

  it('is not made right by playing it twice', async () => {
    expect(await ask()).toMatchObject({ ok: true })
    before((request) => (request.count === 2 ? Array(20).fill(old({ time: 9_000 })(request)) : []))
    expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
    expect(probe.refused()['outside-time-window']).toBe(20)
  })

  it('within the window is still no answer to another question', async () => {
    expect(await ask()).toMatchObject({ ok: true })
    let first: Buffer | null = null
    before((request) => [(first ??= old({})(request))].filter(() => request.count > 2))
    expect(await ask()).toMatchObject({ ok: true })
    expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
  })
})

describe('a forged Report', () => {
  const clocks = [
    { boots: -5, time: 1 },
    { boots: 1, time: -5 },
    { boots: 0, time: 0 },
    { boots: 2 ** 31 - 1, time: 2 ** 31 - 1 },
    { boots: 7, time: 2 ** 31 - 1 },
  ]
  const forged: [string, (request: Request, clock: EngineTime) => Buffer][] = [
    ['that nobody signed', (request, clock) => report(request, 2, clock)],
    ['of an unknown engine', (request, clock) => report(request, 4, clock)],
    [
      'of another engine',
      (request, clock) => report(request, 4, { ...clock, engineId: Buffer.alloc(12, 3) }),
    ],
    [
      'signed with another key',
      (request, clock) =>
        signedV3(request, reportBody(request, 2), { ...keys, authKey: 'lain-lain', privKey: null }, clock),
    ],
  ]

  it.each(forged.flatMap(([what, forge]) => clocks.map((clock) => ({ what, ...clock, forge }))))(
    '$what with boots $boots and time $time makes no loop and no dead session',
    async ({ forge, boots, time }) => {
      for (const when of ['unknown', 'known']) {
        const from = agent.requests.length
        const honest = fromEngine(table, keys, () => engine)
        agent.play((request) => [forge(request, { boots, time }), ...honest(request)])
        const [asked, visited] = [await ask(), await probe.visit(secretUser(), wanted)]
        expect(agent.requests.length - from, when).toBeLessThanOrEqual(40)
        for (const seen of [asked, visited]) if (seen.ok) expect(seen.value.sysUpTimeCs).toBe(100_000)
        agent.play(honest)
        await ask()
        // Another engine is believed once a minute, and the forged one was of this minute.
        pass(60)
        expect(await ask(), when).toMatchObject({ ok: true })
        expect(probe.engineOf('rtr-1')).toMatchObject({ id: engineId, boots: 7 })
      }
    },
  )
})
