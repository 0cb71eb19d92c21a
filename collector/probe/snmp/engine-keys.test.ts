import snmp from 'net-snmp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromEngine, type EngineTime } from '../../simulator/hostile/engine-agent.ts'
import { engineId, report } from '../../simulator/hostile/forge.ts'
import { startHostileAgent, type HostileAgent, type Request } from '../../simulator/hostile/hostile-agent.ts'
import type { UserKeys } from '../../simulator/hostile/signed.ts'
import { tableOf } from '../../simulator/hostile/table-agent.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { createTarget } from './test-target.ts'

const keys: UserKeys = {
  hash: 'sha1',
  authKey: 'kunci-otentikasi',
  privKey: 'kunci-kerahasiaan',
  priv: 'AES-256-C',
}
/** Of one user with one engine: to sign with, to encrypt with, and what makes that long enough. */
const keysPerEngine = 3
let agent: HostileAgent
let probe: SnmpProbe
let nowMs: number

beforeEach(async () => {
  nowMs = 1_000_000
  agent = await startHostileAgent(() => [], keys)
  probe = createSnmpProbe({ clock: { now: () => nowMs, monotonicMs: () => nowMs } })
})
afterEach(async () => {
  await probe.close()
  await agent.close()
  expect(keysInLibrary()).toBe(0)
})

const keysInLibrary = (): number => Object.keys(snmp.Authentication.authToKeyCache).length
const engineOf = (number: number): Buffer => {
  const last = Buffer.alloc(4)
  last.writeUInt32BE(number)
  return Buffer.concat([engineId, last])
}
const target = (timeoutMs: number, id = 'rtr-1') =>
  createTarget({
    id,
    port: agent.port,
    version: '3',
    user: 'pemantau',
    level: 'authPriv',
    authProtocol: 'SHA',
    privProtocol: 'AES-256-C',
    authKey: keys.authKey,
    privKey: keys.privKey!,
    timeoutMs,
    retries: 0,
  })
const ask = () => probe.ask(target(2_000), 2_000)
const honest = (now: () => EngineTime) => fromEngine(tableOf(['wan0']), keys, now)

describe('of a router that is another engine each time', () => {
  it('300 visits leave the keys of two', async () => {
    const from = { engineId: engineOf(0), boots: 1, time: 1 }
    agent.play(honest(() => from))
    for (let visit = 0; visit < 300; visit += 1) {
      from.engineId = engineOf(visit)
      const seen = await ask()
      expect(seen.ok, `visit ${visit}`).toBe(true)
      expect(keysInLibrary()).toBeLessThanOrEqual(2 * keysPerEngine)
      nowMs += 60_000
    }
    expect(probe.refused()).toEqual({})
  }, 60_000)

  it('keys are made for no more than its first and one other in a minute', async () => {
    const named = ({ count }: Request) => [engineOf(count)]
    agent.play((request) => named(request).map((engine) => report(request, 4, { engineId: engine })))
    for (let visit = 0; visit < 20; visit += 1) await probe.ask(target(100), 100)
    expect(keysInLibrary()).toBeLessThanOrEqual(2 * keysPerEngine)
    expect(probe.refused()['too-many-engines']).toBeGreaterThan(5)
  })
})

describe('a router with another engine', () => {
  it('is followed within two visits, even after a false one was named in the same minute', async () => {
    let clock: EngineTime = { boots: 1, time: 1 }
    agent.play(honest(() => clock))
    expect(await ask()).toMatchObject({ ok: true })
    nowMs += 60_000
    agent.play((request) => [report(request, 4, { engineId: engineOf(7) })])
    await probe.ask(target(100), 100)
    clock = { boots: 1, time: 1, engineId: engineOf(8) }
    agent.play(honest(() => clock))
    await probe.ask(target(100), 100)
    nowMs += 60_000
    expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
    expect(probe.engineOf('rtr-1')).toMatchObject({ id: engineOf(8).toString('hex') })
  })

  it('that takes its old one again is believed at once', async () => {
    let clock: EngineTime = { boots: 1, time: 1 }
    agent.play(honest(() => clock))
    expect(await ask()).toMatchObject({ ok: true })
    nowMs += 60_000
    clock = { boots: 1, time: 1, engineId: engineOf(8) }
    expect(await ask()).toMatchObject({ ok: true })
    clock = { boots: 2, time: 1 }
    expect(await ask()).toMatchObject({ ok: true })
    expect(probe.refused()).toEqual({})
  })
})

it('keys go with the router, one that still answers too', async () => {
  agent.play(honest(() => ({ boots: 1, time: 1 })))
  expect(await ask()).toMatchObject({ ok: true })
  expect(await probe.ask(target(2_000, 'rtr-2'), 2_000)).toMatchObject({ ok: true })
  expect(keysInLibrary()).toBe(keysPerEngine)
  const asked = [ask(), probe.ask(target(2_000, 'rtr-2'), 2_000)]
  probe.forget('rtr-1')
  probe.forget('rtr-2')
  expect(keysInLibrary()).toBe(0)
  for (const seen of await Promise.all(asked)) expect(seen).toMatchObject({ ok: true })
  expect(keysInLibrary()).toBe(0)
})
