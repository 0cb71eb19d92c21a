import fc from 'fast-check'
import snmp from 'net-snmp'
import { describe, expect, it } from 'vitest'
import {
  answer,
  answerV3,
  integer,
  oid,
  pdu,
  text,
  tlv,
  type Varbind,
} from '../../simulator/hostile/forge.ts'
import type { Request } from '../../simulator/hostile/hostile-agent.ts'
import { signedV3, type UserKeys } from '../../simulator/hostile/signed.ts'
import { admit } from './admit.ts'
import { tags } from './ber.ts'
import { EngineKeys } from './engine-keys.ts'
import { parseMessage, type SnmpMessage } from './message.ts'
import { createTarget } from './test-target.ts'

const keys: UserKeys = { hash: 'sha256', authKey: 'kunci-otentikasi', privKey: null }
const { access } = createTarget({ port: 161, authProtocol: 'SHA-256', authKey: keys.authKey })
const secrets = new EngineKeys(access)

const request = (version: number, id: number): Request => ({
  version,
  id,
  requestId: id,
  community: 'rahasia',
  user: 'pemantau',
  engineId: '',
  boots: 0,
  time: 0,
  type: tags.getRequest,
  maxRepetitions: 0,
  oids: [],
  count: 0,
})

const anyId = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const anyOid = fc
  .array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 20 })
  .map((rest) => `1.3.${rest.join('.')}`)
const anyBytes = (maxLength: number, minLength = 0) =>
  fc.uint8Array({ minLength, maxLength }).map((bytes) => Buffer.from(bytes))
const anyValue = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map((value) => integer(value)),
  fc
    .tuple(
      fc.constantFrom(tags.counter32, tags.gauge32, tags.timeTicks),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    )
    .map(([tag, value]) => integer(value, tag)),
  anyBytes(8, 8).map((bytes) => tlv(tags.counter64, bytes)),
  anyBytes(40).map((bytes) => text(bytes)),
  anyOid.map(oid),
  anyBytes(4, 4).map((bytes) => tlv(tags.ipAddress, bytes)),
  fc
    .constantFrom(tags.null, tags.noSuchObject, tags.noSuchInstance, tags.endOfMibView)
    .map((tag) => tlv(tag)),
)
const anyVarbinds = fc.array(fc.tuple(anyOid, anyValue), { minLength: 1, maxLength: 20 })

/** What may happen to a datagram on its way, or be done to it. */
const anyDamage = fc.oneof(
  fc.record({ at: fc.nat(), bits: fc.integer({ min: 1, max: 255 }) }).map(
    ({ at, bits }) =>
      (right: Buffer) =>
        right.map((byte, place) => (place === at % right.length ? byte ^ bits : byte)) as Buffer,
  ),
  fc.record({ at: fc.nat(), inserted: anyBytes(6, 1) }).map(({ at, inserted }) => (right: Buffer) => {
    const place = at % (right.length + 1)
    return Buffer.concat([right.subarray(0, place), inserted, right.subarray(place)])
  }),
  fc.record({ at: fc.nat(), many: fc.integer({ min: 1, max: 6 }) }).map(({ at, many }) => (right: Buffer) => {
    const place = at % right.length
    return Buffer.concat([right.subarray(0, place), right.subarray(place + many)])
  }),
  fc
    .record({ from: fc.nat(), to: fc.nat(), many: fc.integer({ min: 1, max: 30 }) })
    .map(({ from, to, many }) => (right: Buffer) => {
      const copied = Buffer.from(right)
      right.copy(copied, to % right.length, from % right.length, (from % right.length) + many)
      return copied
    }),
)

function parsed(datagram: Buffer): SnmpMessage {
  const message = parseMessage(datagram)
  if (!message.ok) throw new Error(message.fault)
  return message.message
}

describe('the strict reader', () => {
  it('reads every honest message for what it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1), anyId, anyVarbinds, (version, id, varbinds) => {
        const message = parsed(answer(request(version, id), varbinds))
        expect(message).toMatchObject({ version, id, community: Buffer.from('rahasia') })
        expect(message.pdu).toMatchObject({ requestId: id, varbindCount: varbinds.length })
        const v3 = parsed(answerV3(request(3, id), pdu(request(3, id), varbinds), { boots: 7, time: 8 }))
        expect(v3).toMatchObject({ version: 3, id, usm: { boots: 7, time: 8, isAuthenticated: false } })
        expect(v3.pdu?.varbindCount).toBe(varbinds.length)
      }),
    )
  })

  it('has a word for all that is not, and throws nothing', () => {
    fc.assert(
      fc.property(anyBytes(200), anyId, anyVarbinds, anyDamage, (bytes, id, varbinds, damage) => {
        for (const datagram of [bytes, damage(answer(request(1, id), varbinds))]) {
          const seen = parseMessage(datagram)
          if (!seen.ok) expect(seen.fault).not.toBe('')
        }
      }),
    )
  })
})

describe('an answer that was changed on its way', () => {
  it('is refused, where it was signed', () => {
    fc.assert(
      fc.property(anyId, anyVarbinds, anyDamage, (id, varbinds, damage) => {
        const asked = request(3, id)
        const right = signedV3(asked, pdu(asked, varbinds), keys)
        const question = parsed(signedV3(asked, pdu(asked, varbinds, { type: tags.getRequest }), keys))
        expect(admit(right, parsed(right), question, secrets)).toBeNull()
        const changed = Buffer.from(damage(right))
        fc.pre(!changed.equals(right))
        const seen = parseMessage(changed)
        const isLetThrough =
          seen.ok && seen.message.id === id && admit(changed, seen.message, question, secrets) === null
        expect(isLetThrough).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('of a community can be read by the SNMP library, and answers what was asked or is an error', () => {
    fc.assert(
      fc.property(anyVarbinds, anyDamage, (varbinds, damage) => {
        const names = [...new Set(varbinds.map(([name]) => name))]
        const wanted = names.map((name): Varbind => varbinds.find(([other]) => other === name)!)
        const { ask, deliver, question } = library()
        let seen: { error: Error | null; names: string[] } | null = null
        ask(names, (error, answered) => (seen = { error, names: answered.map((one) => one.oid) }))
        const asked = parsed(question())
        const changed = Buffer.from(damage(answer(request(1, asked.id), wanted)))
        const message = parseMessage(changed)
        if (!message.ok || message.message.id !== asked.id) return
        if (admit(changed, message.message, asked, secrets) !== null) return
        deliver(changed)
        expect(seen).not.toBeNull()
        if (seen!.error === null) expect(seen!.names).toEqual(names)
      }),
      { numRuns: 500 },
    )
  })
})

/** A session of the library whose datagrams go nowhere. */
function library() {
  let listener: (datagram: Buffer) => void = () => {}
  let sent: Buffer = Buffer.alloc(0)
  const socket = {
    on(event: string, listen: (...args: never[]) => void) {
      if (event === 'message') listener = listen as (datagram: Buffer) => void
    },
    send(datagram: Buffer, _from: number, length: number, _port: number, _to: string, done: Function) {
      sent = datagram
      done(null, length)
    },
    ref() {},
    unref() {},
    close() {},
  }
  const session = snmp.createSession('127.0.0.1', 'rahasia', {
    version: snmp.Version2c,
    retries: 0,
    timeout: 10,
    backwardsGetNexts: false,
    reportOidMismatchErrors: true,
    dgramModule: { createSocket: () => socket },
  })
  session.on('error', (error: Error) => {
    throw error
  })
  return {
    ask: (names: string[], done: (error: Error | null, varbinds: { oid: string }[]) => void) =>
      session.get(names, (error, varbinds) => done(error, varbinds ?? [])),
    deliver: (datagram: Buffer) => listener(datagram),
    question: () => sent,
  }
}
