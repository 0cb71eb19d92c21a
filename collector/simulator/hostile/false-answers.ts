/** Answers of SNMPv1 and v2c that are not to what was asked, or say what no answer may say. */
import { tags } from '../../probe/snmp/ber.ts'
import { columns } from '../../probe/snmp/mib.ts'
import type { Act, Asker, Said } from './act.ts'
import { answer, answerV3, integer, oid, pdu, text, tlv, type PduParts, type Varbind } from './forge.ts'
import type { Request } from './hostile-agent.ts'

const one: Said = () => integer(1, tags.timeTicks)
const saying = (request: Request, said: Said): Varbind[] => request.oids.map((name) => [name, said(name)])

/** A whole answer of which each value is this. */
const valued = (said: Said) => (request: Request) => answer(request, saying(request, said))

/** A whole answer of which the first name is these bytes. */
const named = (name: Buffer) => (request: Request) =>
  message(
    request,
    tlv(
      tags.getResponse,
      integer(request.id),
      integer(0),
      integer(0),
      tlv(tags.sequence, tlv(tags.sequence, name, integer(1))),
    ),
  )

/** A whole answer whose request-id is these bytes. */
const identified = (id: Buffer) => (request: Request) =>
  message(request, tlv(tags.getResponse, id, integer(0), integer(0), tlv(tags.sequence)))

const message = (request: Request, body: Buffer): Buffer =>
  tlv(tags.sequence, integer(request.version), text(request.community), body)

const withParts =
  (parts: (request: Request) => PduParts & { version?: number; community?: string }) => (request: Request) =>
    answer(request, saying(request, one), parts(request))

const refused: [string, (request: Request) => Buffer][] = [
  ['another community', withParts(() => ({ community: 'public' }))],
  ['an empty community', withParts(() => ({ community: '' }))],
  ['a community with an escape sequence', withParts(() => ({ community: 'rahasia\n\u001b[2J' }))],
  ['the other version', withParts(({ version }) => ({ version: 1 - version }))],
  ['a version that does not exist', withParts(() => ({ version: 2 }))],
  ['a Report', withParts(() => ({ type: tags.report }))],
  [
    'a signed message of SNMPv3 under its request-id',
    (request) => answerV3(request, pdu(request, saying(request, one)), { flags: 1, user: 'pemantau' }),
  ],
]

/** Wrong in the PDU, whatever message it comes in. */
export const refusedPdus: [string, (request: Request) => Buffer][] = [
  ['another request-id', withParts(({ id }) => ({ id: id + 1 }))],
  ['our own question', withParts(() => ({ type: tags.getRequest }))],
  ['a trap', withParts(() => ({ type: 0xa7 }))],
  ['an error-status that does not exist', withParts(() => ({ errorStatus: 19 }))],
  ['an error-status below zero', withParts(() => ({ errorStatus: -1 }))],
  ['an error-index behind the last name', withParts(() => ({ errorStatus: 2, errorIndex: 5_000 }))],
  ['a request-id of no bytes', identified(tlv(tags.integer))],
  ['a request-id of nine bytes', identified(tlv(tags.integer, Buffer.alloc(9, 1)))],
  ['a request-id that is a text', identified(text('1'))],
  ['an empty name', named(tlv(tags.oid))],
  ['a name of numbers above 2^32-1', named(oid('1.3.6.4294967296'))],
  ['a name of 200 numbers', named(oid(`1.3${'.1'.repeat(198)}`))],
  ['a name that ends in the middle of a number', named(tlv(tags.oid, Buffer.from([0x2b, 0x86])))],
  ['a padded name', named(tlv(tags.oid, Buffer.from([0x2b, 0x80, 0x01])))],
  ['a Counter32 of five bytes', valued(() => tlv(tags.counter32, Buffer.from([1, 0, 0, 0, 0])))],
  ['a Counter32 of no bytes', valued(() => tlv(tags.counter32))],
  ['a Counter64 of no bytes', valued(() => tlv(tags.counter64))],
  ['a Counter64 of nine bytes', valued(() => tlv(tags.counter64, Buffer.alloc(9, 1)))],
  ['a Counter64 of sixteen bytes', valued(() => tlv(tags.counter64, Buffer.alloc(16)))],
  ['a Counter64 that is cut off', valued(() => Buffer.from([tags.counter64, 8, 1, 2, 3]))],
  ['an integer of no bytes', valued(() => tlv(tags.integer))],
  ['an integer of six bytes', valued(() => tlv(tags.integer, Buffer.alloc(6, 1)))],
  ['an address of three bytes', valued(() => tlv(tags.ipAddress, Buffer.alloc(3)))],
  ['a NULL with something in it', valued(() => tlv(tags.null, Buffer.alloc(1)))],
  ['an end of the MIB with something in it', valued(() => tlv(tags.endOfMibView, Buffer.alloc(1)))],
  ['a BIT STRING', valued(() => tlv(0x03, Buffer.from([9, 255])))],
  ['a value of many parts', valued(() => tlv(tags.sequence, integer(1), integer(2)))],
  ['a value in the long form of tags', valued(() => Buffer.from([0x1f, 0x81, 0x01, 0x00]))],
]

const answers: [string, (request: Request) => Buffer][] = [
  ['no values', (request) => answer(request, [])],
  ['fewer values', (request) => answer(request, saying(request, one).slice(1))],
  ['more values', (request) => answer(request, [...saying(request, one), ['1.3.6.1.2.1.1.4.0', text('x')]])],
  [
    'other names',
    (request) =>
      answer(
        request,
        request.oids.map((name): Varbind => [`${name}.1`, integer(1)]),
      ),
  ],
  ['its values in another order', (request) => answer(request, saying(request, one).toReversed())],
  ['texts for numbers', valued((name) => text(name))],
  ['numbers for texts', valued(() => integer(-1))],
  ['nothing but gaps', valued(() => tlv(tags.noSuchInstance))],
  ['a general error', withParts(() => ({ errorStatus: 5, errorIndex: 1 }))],
  ['that it is too big, whatever is asked', withParts(() => ({ errorStatus: 1 }))],
  ['that each name is missing', withParts(() => ({ errorStatus: 2, errorIndex: 1 }))],
  ['that the last name is missing', withParts(({ oids }) => ({ errorStatus: 2, errorIndex: oids.length }))],
  [
    'counters of one byte and nothing else',
    valued((name) =>
      name.startsWith(columns.ifHcInOctets) ? tlv(tags.counter64, Buffer.from([1])) : tlv(tags.noSuchObject),
    ),
  ],
]

const communities: readonly Asker[] = ['v1', 'v2c']
const acts = (from: typeof answers, isAnswer: boolean): Act[] =>
  communities.flatMap((to) =>
    from.map(([what, forge]): Act => ({ what, to, isAnswer, play: (request) => [forge(request)] })),
  )

export const falseAnswers: readonly Act[] = [
  ...acts([...refused, ...refusedPdus], false),
  ...acts(answers, true),
]
