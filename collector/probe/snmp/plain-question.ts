/**
 * GET of SNMPv1 and v2c (RFC 1157, RFC 3416), encoded once and asked again by its request-id alone: a router is asked
 * the same from one visit to the next.
 */
import { tags } from './ber.ts'
import { versions, type SnmpMessage } from './message.ts'
import { drawRequestId } from './request-id.ts'

const idBytes = 4
const nothing = Buffer.from([tags.null, 0])

export class PlainQuestion {
  readonly isV1: boolean
  /** A view of what is sent. */
  readonly community: Buffer
  readonly oids: readonly string[]
  /** What is sent, with no request-id. */
  readonly template: Buffer
  /** Where in it each name ends, and how long it is, without tag and length of its own. */
  readonly nameEnds: readonly number[]
  readonly nameLengths: readonly number[]
  readonly #idAt: number

  /** `oids` in dots, each of at least two numbers. */
  constructor(isV1: boolean, community: string, oids: readonly string[]) {
    this.isV1 = isV1
    this.oids = oids
    const names = oids.map(encodedName)
    const list = tlv(tags.sequence, ...names.map((name) => tlv(tags.sequence, tlv(tags.oid, name), nothing)))
    const noId = tlv(tags.integer, Buffer.alloc(idBytes))
    const pdu = tlv(tags.getRequest, noId, integer(0), integer(0), list)
    const version = integer(isV1 ? versions.v1 : versions.v2c)
    const secret = Buffer.from(community)
    this.template = ofItsOwn(tlv(tags.sequence, version, tlv(tags.octetString, secret), pdu))
    const communityEnd = this.template.length - pdu.length
    this.community = this.template.subarray(communityEnd - secret.length, communityEnd)
    this.#idAt = this.template.length - list.length - 2 * integer(0).length - idBytes
    this.nameEnds = endsFromTheBack(names, this.template.length)
    this.nameLengths = names.map(({ length }) => length)
  }

  /** A datagram of its own, with a request-id that nobody can guess. */
  next(): { id: number; datagram: Buffer } {
    const id = drawRequestId()
    const datagram = Buffer.from(this.template)
    datagram.writeUInt32BE(id, this.#idAt)
    return { id, datagram }
  }
}

/** What an answer to it is held against. */
export function askedMessage({ isV1, community, oids }: PlainQuestion, id: number): SnmpMessage {
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
      varbindCount: oids.length,
      varbindsAt: 0,
      endsAt: 0,
      reported: null,
    },
  }
}

/** A piece of the pool that small buffers share would keep the whole of that from being given back. */
function ofItsOwn(bytes: Buffer): Buffer {
  const own = Buffer.alloc(bytes.length)
  bytes.copy(own)
  return own
}

/** The list stands last, and after each name follow two bytes: from the back every place is known. */
function endsFromTheBack(names: readonly Buffer[], length: number): number[] {
  let end = length
  const ends = names.toReversed().map((name) => {
    const nameEnd = end - nothing.length
    end -= tlv(tags.sequence, tlv(tags.oid, name), nothing).length
    return nameEnd
  })
  return ends.reverse()
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
