import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tags } from './ber.ts'
import { answerV3, integer, pdu, report, type V3Parts, type Varbind } from '../../simulator/hostile/forge.ts'
import { startHostileAgent, type HostileAgent, type Request } from '../../simulator/hostile/hostile-agent.ts'
import { signedV3, type UserKeys } from '../../simulator/hostile/signed.ts'
import { system } from './mib.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { createTarget, realClock } from './test-target.ts'

const authKey = 'kunci-otentikasi'
let agent: HostileAgent
let probe: SnmpProbe

beforeEach(async () => {
  agent = await startHostileAgent()
  probe = createSnmpProbe({ clock: realClock })
})
afterEach(async () => {
  await probe.close()
  await agent.close()
})

const upTime = (cs: number): Varbind[] => [[system.sysUpTime, integer(cs, tags.timeTicks)]]
const isDiscovery = ({ user }: Request): boolean => user === ''

const keys: UserKeys = { hash: 'sha1', authKey, privKey: null }
const signed = (request: Request, body: Buffer, parts: V3Parts = {}): Buffer =>
  signedV3(request, body, keys, parts)

const authNoPriv = (timeoutMs = 300) => {
  const v3 = { version: '3', user: 'pemantau', level: 'authNoPriv', authProtocol: 'SHA', authKey } as const
  return createTarget({ port: agent.port, ...v3, timeoutMs, retries: 0 })
}
const ask = (timeoutMs = 2_000) => probe.ask(authNoPriv(), timeoutMs)

describe('an answer to an authenticated question', () => {
  const right = (request: Request): Buffer =>
    signed(request, pdu(request, upTime(4_711), { id: request.requestId }))

  it('is taken when it is signed with our key', async () => {
    agent.play((request) => [isDiscovery(request) ? report(request, 4) : right(request)])
    expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 4_711 } })
    expect(probe.refused()).toEqual({})
  })

  const forged: [string, string, (request: Request) => Buffer][] = [
    [
      'in plain text',
      'below-security-level',
      (request) => answerV3(request, pdu(request, upTime(666), { id: request.requestId })),
    ],
    [
      'in plain text of nobody',
      'other-user',
      (request) => answerV3(request, pdu(request, upTime(666), { id: request.requestId }), { user: '' }),
    ],
    [
      'with a wrong digest',
      'wrong-digest',
      (request) =>
        answerV3(request, pdu(request, upTime(666), { id: request.requestId }), {
          flags: 1,
          digest: Buffer.alloc(12, 7),
        }),
    ],
    [
      'with a short digest',
      'wrong-digest',
      (request) =>
        answerV3(request, pdu(request, upTime(666), { id: request.requestId }), {
          flags: 1,
          digest: Buffer.alloc(1),
        }),
    ],
    [
      'with an empty digest',
      'wrong-digest',
      (request) => answerV3(request, pdu(request, upTime(666), { id: request.requestId }), { flags: 1 }),
    ],
    [
      'that says our time is wrong and is not signed',
      'below-security-level',
      (request) => report(request, 2, { boots: 99, time: 1 }),
    ],
    [
      'of another user',
      'other-user',
      (request) => signed(request, pdu(request, upTime(666), { id: request.requestId }), { user: 'lain' }),
    ],
    [
      'of another engine',
      'other-engine',
      (request) =>
        signed(request, pdu(request, upTime(666), { id: request.requestId }), {
          engineId: Buffer.alloc(9, 1),
        }),
    ],
    [
      'of no engine',
      'other-engine',
      (request) =>
        signed(request, pdu(request, upTime(666), { id: request.requestId }), { engineId: Buffer.alloc(0) }),
    ],
    [
      'encrypted though nobody asked',
      'above-security-level',
      (request) => signed(request, pdu(request, []), { flags: 3, encrypted: Buffer.alloc(40) }),
    ],
    [
      'encrypted but not signed',
      'malformed',
      (request) => signed(request, pdu(request, []), { flags: 2, encrypted: Buffer.alloc(40) }),
    ],
    [
      'to another question',
      'other-request',
      (request) => signed(request, pdu(request, upTime(666), { id: 424_242 })),
    ],
    [
      'with a time before all time',
      'malformed',
      (request) => signed(request, pdu(request, []), { time: -1 }),
    ],
  ]

  it.each(forged)('is refused %s, and the right one is used', async (_what, reason, forge) => {
    agent.play((request) => (isDiscovery(request) ? [report(request, 4)] : [forge(request), right(request)]))
    expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 4_711 } })
    expect(probe.refused()).toEqual({ [reason]: 1 })
  })

  it('that names something else is a bad answer, and the engine is not doubted for it', async () => {
    const other: Varbind[] = [[system.sysName, integer(1, tags.timeTicks)]]
    agent.play((request) => [
      isDiscovery(request)
        ? report(request, 4)
        : signed(request, pdu(request, other, { id: request.requestId })),
    ])
    expect(await ask()).toMatchObject({
      ok: false,
      why: 'bad-answer',
      detail: expect.stringContaining('match'),
    })
    expect(agent.requests).toHaveLength(2)
  })

  it('is never taken in plain text, even when nothing better comes', async () => {
    agent.play((request) => [
      isDiscovery(request)
        ? report(request, 4)
        : answerV3(request, pdu(request, upTime(666), { id: request.requestId })),
    ])
    expect(await ask(100)).toMatchObject({ ok: false, why: 'bad-answer' })
  })
})

describe('a router that only reports', () => {
  it('without end is asked no more than four times', async () => {
    agent.play((request) => [report(request, 4, { boots: 0, time: 0 })])
    expect(await ask()).toMatchObject({ ok: false, why: 'bad-answer' })
    expect(agent.requests.length).toBeLessThanOrEqual(4)
    expect(probe.refused()).toEqual({ 'too-many-reports': 1 })
  })

  it('boots below zero is refused, and met well the next time', async () => {
    agent.play((request) => [report(request, 4, { boots: -5 })])
    expect(await ask(60)).toMatchObject({ ok: false, why: 'bad-answer' })
    agent.play((request) => [
      isDiscovery(request)
        ? report(request, 4)
        : signed(request, pdu(request, upTime(1), { id: request.requestId })),
    ])
    expect(await ask()).toMatchObject({ ok: true })
  })

  it.each([1, 3, 5, 6])('usmStats counter %d has no use for our credentials', async (counter) => {
    agent.play((request) => [report(request, isDiscovery(request) ? 4 : counter)])
    expect(await ask()).toMatchObject({ ok: false, why: 'wrong-credentials' })
    expect(await ask()).toMatchObject({ ok: false, why: 'wrong-credentials' })
  })

  it('with an empty user, as some agents do, is understood', async () => {
    agent.play((request) => [report(request, isDiscovery(request) ? 4 : 5, { user: '' })])
    expect(await ask()).toMatchObject({ ok: false, why: 'wrong-credentials' })
  })

  it('a signed time that has gone back is met anew as another engine', async () => {
    let boots = 7
    const play = (): void =>
      agent.play((request) => {
        if (isDiscovery(request)) return [report(request, 4, { boots })]
        return [signed(request, pdu(request, upTime(1), { id: request.requestId }), { boots })]
      })
    play()
    expect(await ask()).toMatchObject({ ok: true })
    boots = 2
    expect(await ask()).toMatchObject({ ok: true })
  })
})

describe('the discovery', () => {
  it('followed by silence hints at the privacy key', async () => {
    agent.play((request) => (isDiscovery(request) ? [report(request, 4)] : []))
    expect(await ask(60)).toMatchObject({
      ok: false,
      why: 'timeout',
      detail: expect.stringContaining('privacy key'),
    })
  })

  it('answered with values instead of a Report is refused', async () => {
    agent.play((request) => [answerV3(request, pdu(request, upTime(666), { id: request.requestId }))])
    const target = authNoPriv(60)
    expect(await probe.visit(target, [])).toMatchObject({ ok: false, why: 'bad-answer' })
    expect(probe.refused()).toEqual({ 'not-an-answer': 1 })
  })
})
