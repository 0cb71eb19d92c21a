import { afterEach, describe, expect, it } from 'vitest'
import { fromEngine, honestV3 } from '../../simulator/hostile/engine-agent.ts'
import { integer, oid, pdu, reportBody, text, tlv, type Varbind } from '../../simulator/hostile/forge.ts'
import { startHostileAgent, type HostileAgent, type Request } from '../../simulator/hostile/hostile-agent.ts'
import { resealed, sealedV3, signedV3, type UserKeys } from '../../simulator/hostile/signed.ts'
import { tableOf } from '../../simulator/hostile/table-agent.ts'
import { tags } from './ber.ts'
import { system } from './mib.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { createTarget, realClock } from './test-target.ts'

const secrets = { authKey: 'kunci-otentikasi', privKey: 'kunci-kerahasiaan' }
const clock = { boots: 3, time: 5_000 }
const table = tableOf(['wan0'])
let agent: HostileAgent
let probe: SnmpProbe

afterEach(async () => {
  await probe.close()
  await agent.close()
})

const users = [
  { authProtocol: 'SHA-256', hash: 'sha256', priv: 'AES-128' },
  { authProtocol: 'SHA-256', hash: 'sha256', priv: 'AES-256' },
  { authProtocol: 'SHA-256', hash: 'sha256', priv: 'AES-256-C' },
  { authProtocol: 'SHA', hash: 'sha1', priv: 'AES-256' },
  { authProtocol: 'SHA', hash: 'sha1', priv: 'AES-256-C' },
] as const

type Forge = (request: Request, keys: UserKeys) => Buffer

/** A first value of these bytes, in an answer that is right otherwise. */
const valued =
  (value: Buffer): Forge =>
  (request, keys) =>
    bodied(pdu(request, [[request.oids[0]!, value]], { id: request.requestId }))(request, keys)
const bodied =
  (body: Buffer): Forge =>
  (request, keys) =>
    signedV3(request, body, keys, clock)
const upTime: Varbind[] = [[system.sysUpTime, integer(666, tags.timeTicks)]]
const plain =
  (change: (plain: Buffer) => Buffer): Forge =>
  (request, keys) =>
    resealed(request, honestV3(request, table, keys, clock), keys, change)

const refusedOnes: [what: string, why: string, forge: Forge][] = [
  ['an empty object identifier', 'malformed', valued(tlv(tags.oid))],
  ['a sub-identifier above 2^32-1', 'malformed', valued(oid('1.3.6.4294967296'))],
  ['TimeTicks of five bytes', 'malformed', valued(tlv(tags.timeTicks, Buffer.from([1, 0, 0, 0, 9])))],
  ['a Counter32 of five bytes', 'malformed', valued(tlv(tags.counter32, Buffer.from([1, 0, 0, 0, 0])))],
  ['a Counter64 of sixteen bytes', 'malformed', valued(tlv(tags.counter64, Buffer.alloc(16, 1)))],
  ['negative TimeTicks', 'malformed', valued(tlv(tags.timeTicks, Buffer.from([0xff])))],
  ['a type that does not exist', 'malformed', valued(tlv(0x77, Buffer.from([1, 2])))],
  ['an address of six bytes', 'malformed', valued(tlv(tags.ipAddress, Buffer.alloc(6)))],
  [
    'an error-status that does not exist',
    'malformed',
    (request, keys) =>
      bodied(pdu(request, upTime, { id: request.requestId, errorStatus: 99 }))(request, keys),
  ],
  [
    'an error-index behind the last name',
    'malformed',
    (request, keys) =>
      bodied(pdu(request, upTime, { id: request.requestId, errorStatus: 5, errorIndex: 2_000_000 }))(
        request,
        keys,
      ),
  ],
  [
    'another request-id',
    'other-request',
    (request, keys) => bodied(pdu(request, upTime, { id: request.requestId ^ 7 }))(request, keys),
  ],
  [
    'a question',
    'not-an-answer',
    (request, keys) =>
      bodied(pdu(request, upTime, { id: request.requestId, type: tags.getRequest }))(request, keys),
  ],
  [
    'a trap',
    'malformed',
    (request, keys) =>
      bodied(pdu(request, upTime, { id: request.requestId, type: tags.trapV2 }))(request, keys),
  ],
  ['a PDU that is cut off', 'malformed', plain((whole) => whole.subarray(0, 40))],
  ['more than a block behind it', 'malformed', plain((whole) => Buffer.concat([whole, Buffer.alloc(17)]))],
  ['an empty sequence', 'malformed', plain(() => tlv(tags.sequence))],
  ['a text', 'undecipherable', plain(() => text('x'.repeat(60)))],
  [
    'what another key encrypted',
    'undecipherable',
    (request, keys) => {
      // Of which the first byte is not by chance that of a sequence.
      const lie = tlv(tags.sequence, text(''), text(''), pdu(request, upTime))
      return sealedV3(request, lie.fill(0x55, 0, 1), keys, clock)
    },
  ],
]

describe.each(users)('an answer encrypted with $authProtocol and $priv', ({ authProtocol, hash, priv }) => {
  const keys: UserKeys = { ...secrets, hash, priv }
  const honest = fromEngine(table, keys, () => clock)
  const start = async (): Promise<void> => {
    agent = await startHostileAgent(honest, keys)
    probe = createSnmpProbe({ clock: realClock })
  }
  const ask = (timeoutMs = 2_000) => {
    const v3 = { version: '3', user: 'pemantau', level: 'authPriv', ...secrets } as const
    const target = createTarget({ port: agent.port, ...v3, authProtocol, privProtocol: priv, timeoutMs })
    return probe.ask(target, timeoutMs)
  }
  const playAfterDiscovery = (forge: Forge, ...after: (typeof honest)[]): void =>
    agent.play((request) =>
      request.engineId === ''
        ? honest(request)
        : [forge(request, keys), ...after.flatMap((script) => script(request))],
    )

  it('is taken, and so is one with a block filled up behind it', async () => {
    await start()
    expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
    playAfterDiscovery(plain((whole) => Buffer.concat([whole, Buffer.alloc(16)])))
    expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
    expect(probe.refused()).toEqual({})
  })

  it.each(refusedOnes)(
    'is refused and counted with %s in it, and the right one is used',
    async (...given) => {
      const [, why, forge] = given
      await start()
      playAfterDiscovery(forge, honest)
      expect(await ask()).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
      expect(probe.refused()).toEqual({ [why]: 1 })
    },
  )

  it('is held to the limit of Reports', async () => {
    await start()
    expect(await ask()).toMatchObject({ ok: true })
    agent.requests.length = 0
    playAfterDiscovery((request) => signedV3(request, reportBody(request, 2), keys, clock))
    expect(await ask(500)).toMatchObject({ ok: false, why: 'bad-answer' })
    expect(agent.requests.length).toBeLessThanOrEqual(5)
  })

  it('with nothing right in it is told as what it is, without a secret', async () => {
    await start()
    expect(await ask()).toMatchObject({ ok: true })
    playAfterDiscovery(valued(tlv(tags.oid)))
    const seen = await ask(500)
    expect(seen).toMatchObject({ ok: false, why: 'bad-answer' })
    expect(seen.ok ? '' : seen.detail).toMatch(/malformed: a value of 0 bytes/)
  })
})
