import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answer, integer, text, tlv } from '../../simulator/hostile/forge.ts'
import type { Request } from '../../simulator/hostile/hostile-agent.ts'
import { admit } from './admit.ts'
import { BerReader, tags } from './ber.ts'
import { EngineKeys } from './engine-keys.ts'
import { parseMessage, type SnmpMessage } from './message.ts'
import { AnsweredWithError, OtherNames, readPlainAnswer } from './plain-answer.ts'
import { askedMessage, PlainQuestion } from './plain-question.ts'
import { createTarget } from './test-target.ts'

const community = 'rahasia'
const subIdentifier = fc.oneof(fc.nat(127), fc.nat(20_000), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
const oid = fc
  .array(subIdentifier, { minLength: 0, maxLength: 30 })
  .map((rest) => ['1', '3', ...rest.map(String)].join('.'))

describe('a GET that needs no library', () => {
  it('is read by the strict reader as what was asked, whatever the names', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(oid, { minLength: 1, maxLength: 60 }), (isV1, oids) => {
        const question = new PlainQuestion(isV1, community, oids)
        const { id, datagram } = question.next()
        const message = parsed(datagram)
        expect({ ...message, pdu: { ...message.pdu, varbindsAt: 0, endsAt: 0 } }).toEqual(
          askedMessage(question, id),
        )
        expect(namesIn(datagram, message)).toEqual(oids)
      }),
    )
  })

  it('bears another id each time, of four bytes, and is otherwise the same', () => {
    const question = new PlainQuestion(false, community, ['1.3.6.1.2.1.1.3.0'])
    const asked = Array.from({ length: 2_000 }, () => question.next())
    expect(new Set(asked.map(({ id }) => id)).size).toBeGreaterThan(1_990)
    for (const { id, datagram } of asked) {
      expect(id).toBeGreaterThanOrEqual(2 ** 24)
      expect(parsed(datagram).id).toBe(id)
      expect(datagram.length).toBe(asked[0]!.datagram.length)
    }
  })
})

describe('an answer to it', () => {
  const oids = ['1.3.6.1.2.1.1.3.0', '1.3.6.1.2.1.31.1.1.1.1.7', '1.3.6.1.2.1.31.1.1.1.6.7']
  const question = new PlainQuestion(false, community, oids)
  const values = [integer(4_294_967_295, tags.timeTicks), text('wan0'), integer(2 ** 40, tags.counter64)]

  it('gives each value beside the name that was asked', () => {
    const datagram = answer(
      requestOf(question),
      oids.map((name, at) => [name, values[at]!]),
    )
    const read = readPlainAnswer(datagram, parsed(datagram).pdu!, question)
    expect(read.map(({ oid, type }) => [oid, type])).toEqual([
      [oids[0], tags.timeTicks],
      [oids[1], tags.octetString],
      [oids[2], tags.counter64],
    ])
    expect(read[0]!.value).toBe(4_294_967_295)
    expect(String(read[1]!.value)).toBe('wan0')
    expect(BigInt(`0x${(read[2]!.value as Buffer).toString('hex')}`)).toBe(2n ** 40n)
  })

  it.each([
    ['the same names in another order', [oids[1], oids[0], oids[2]]],
    ['one name less', oids.slice(0, 2)],
    ['one name more', [...oids, '1.3.6.1.2.1.1.5.0']],
    ['a neighbour of a name', [oids[0], '1.3.6.1.2.1.31.1.1.1.1.8', oids[2]]],
    ['a longer name', [oids[0], `${oids[1]}.0`, oids[2]]],
  ])('is no answer with %s', (_, names) => {
    const datagram = answer(
      requestOf(question),
      names.map((name) => [name!, integer(1)]),
    )
    expect(() => readPlainAnswer(datagram, parsed(datagram).pdu!, question)).toThrow(OtherNames)
  })

  it('that is an error gives its status, and no values', () => {
    const datagram = answer(
      requestOf(question),
      oids.map((name) => [name, tlv(tags.null)]),
      { errorStatus: 2, errorIndex: 2 },
    )
    const { pdu } = parsed(datagram)
    expect(() => readPlainAnswer(datagram, pdu!, question)).toThrow(AnsweredWithError)
    expect(pdu!.errorIndex).toBe(2)
  })

  it('is let through by the gate against what was sent', () => {
    const { id, datagram: sent } = question.next()
    const datagram = answer(
      { ...requestOf(question), id, requestId: id },
      oids.map((name, at) => [name, values[at]!]),
    )
    const keys = new EngineKeys(createTarget({ port: 161 }).access)
    expect(admit(datagram, parsed(datagram), askedMessage(question, id), keys)).toBeNull()
    expect(admit(datagram, parsed(datagram), parsed(sent), keys)).toBeNull()
  })
})

function parsed(datagram: Buffer): SnmpMessage {
  const read = parseMessage(datagram)
  if (!read.ok) throw new Error(read.fault)
  return read.message
}

function namesIn(datagram: Buffer, { pdu }: SnmpMessage): string[] {
  const list = new BerReader(datagram, pdu!.varbindsAt, pdu!.endsAt)
  const names: string[] = []
  while (!list.atEnd) names.push(list.enter(tags.sequence).readOid())
  return names
}

function requestOf({ oids }: PlainQuestion): Request {
  return {
    version: 1,
    id: 71_234_567,
    requestId: 71_234_567,
    community: 'rahasia',
    user: '',
    engineId: '',
    boots: 0,
    time: 0,
    type: tags.getRequest,
    maxRepetitions: 0,
    oids: [...oids],
    count: 0,
  }
}
