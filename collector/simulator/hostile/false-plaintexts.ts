/** Answers of SNMPv3 that are signed and encrypted as is right, with something in the encryption that is not. */
import { BerReader, tags } from '../../probe/snmp/ber.ts'
import { isDiscovery, type Act } from './act.ts'
import { refusedPdus } from './false-answers.ts'
import { reportBody, text, tlv } from './forge.ts'
import type { Request } from './hostile-agent.ts'
import { resealed, signedV3 } from './signed.ts'
import { keys, secretClock } from './stage.ts'

/** What an answer of SNMPv2c would have carried. */
function bodyOf(forge: (request: Request) => Buffer, request: Request): Buffer {
  const message = forge({ ...request, version: 1, id: request.requestId })
  const body = new BerReader(message).enter(tags.sequence)
  body.readInteger()
  body.readBytes(tags.octetString)
  return message.subarray(body.offset)
}

const changed: [what: string, change: (plain: Buffer) => Buffer][] = [
  ['nothing that can be read', (plain) => Buffer.alloc(plain.length, 0xa5)],
  ['zeros', (plain) => Buffer.alloc(plain.length)],
  ['an empty sequence', () => tlv(tags.sequence)],
  ['no PDU', () => tlv(tags.sequence, text('8000'), text(''))],
  ['a PDU without its end', (plain) => plain.subarray(0, -5)],
  ['a PDU and a block and a byte', (plain) => Buffer.concat([plain, Buffer.alloc(17)])],
  ['a PDU of which all is twice there', (plain) => Buffer.concat([plain, plain])],
  ['one byte', () => Buffer.from([tags.sequence])],
  ['sequences a thousand deep', () => Buffer.alloc(2_000, Buffer.from([tags.sequence, 0x80]))],
]

const plaintexts: Act[] = [
  ...refusedPdus.map(([what, forge]): Act => ({
    what: `encrypted: ${what}`,
    to: 'secret',
    isAnswer: false,
    play: (request, right) =>
      isDiscovery(request) ? right : [signedV3(request, bodyOf(forge, request), keys, secretClock)],
  })),
  ...changed.map(([what, change]): Act => ({
    what: `encrypted: ${what}`,
    to: 'secret',
    isAnswer: false,
    play: (request, right) => right.map((datagram) => resealed(request, datagram, keys, change)),
  })),
]

const reports = [2, 3, 4, 5, 6, 4_294_967_295].map((counter): Act => ({
  what: `encrypted: a Report of counter ${counter}`,
  to: 'secret',
  isAnswer: true,
  play: (request, right) =>
    isDiscovery(request) ? right : [signedV3(request, reportBody(request, counter), keys, secretClock)],
}))

export const falsePlaintexts: readonly Act[] = [...plaintexts, ...reports]
