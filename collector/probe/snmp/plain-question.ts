/**
 * GET of SNMPv1 and v2c (RFC 1157, RFC 3416), encoded once and asked again by its request-id alone: a router is asked
 * the same from one visit to the next.
 */
import { tags } from './ber.ts'
import { versions, type SnmpMessage } from './message.ts'
import { drawRequestId } from './request-id.ts'

export interface PlainQuestion {
  readonly isV1: boolean
  readonly community: Buffer
  readonly oids: readonly string[]
  /** What each name is as it is sent, without tag and length. */
  readonly names: readonly Buffer[]
  /** A datagram of its own, with a request-id that no other has. */
  next(): { id: number; datagram: Buffer }
}

const idBytes = 4

/** What an answer to it is held against. */
export function askedMessage({ isV1, community, names }: PlainQuestion, id: number): SnmpMessage {
  return {
    version: isV1 ? versions.v1 : versions.v2c,
    id,
    community,
    usm: null,
    scoped: null,
    pdu: {
      type: tags.getRequest,
      requestId: id,
      errorStatus: 0,
      errorIndex: 0,
      varbindCount: names.length,
      varbindsAt: 0,
      endsAt: 0,
      reported: null,
    },
  }
}

/** `oids` in dots, each of at least two numbers. */
export function plainQuestion(isV1: boolean, community: Buffer, oids: readonly string[]): PlainQuestion {
  const names = oids.map(encodedName)
  const nothing = Buffer.from([tags.null, 0])
  const varbinds = names.map((name) => tlv(tags.sequence, tlv(tags.oid, name), nothing))
  const fields = [tlv(tags.integer, Buffer.alloc(idBytes)), integer(0), integer(0)]
  const pdu = tlv(tags.getRequest, ...fields, tlv(tags.sequence, ...varbinds))
  const template = tlv(
    tags.sequence,
    integer(isV1 ? versions.v1 : versions.v2c),
    tlv(tags.octetString, community),
    pdu,
  )
  // The request-id is the first of the PDU's fields: its content follows the PDU's header and two bytes of its own.
  const pduHeader =
    pdu.length - fields.reduce((total, { length }) => total + length, 0) - listLength(varbinds)
  const idAt = template.length - pdu.length + pduHeader + 2
  return {
    isV1,
    community,
    oids,
    names,
    next() {
      const id = drawRequestId()
      const datagram = Buffer.from(template)
      datagram.writeUInt32BE(id, idAt)
      return { id, datagram }
    },
  }
}

function listLength(varbinds: readonly Buffer[]): number {
  return tlv(tags.sequence, ...varbinds).length
}

function integer(value: number): Buffer {
  return Buffer.from([tags.integer, 1, value])
}

function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...encodedLength(content.length)]), content])
}

/** X.690 §8.1.3, in as few bytes as it takes. */
function encodedLength(length: number): number[] {
  if (length < 0x80) return [length]
  return length < 0x1_00 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

/** X.690 §8.19: the first two numbers share one, each in as few groups of seven bits as it takes. */
function encodedName(oid: string): Buffer {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number)
  return Buffer.from([first * 40 + second, ...rest].flatMap(sevenBits))
}

function sevenBits(value: number): number[] {
  const groups = [value % 128]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
    groups.unshift((left % 128) + 128)
  return groups
}
