/** Reads one SNMP message (RFC 1157, 3416, 3412 with 3414) far enough to know whether it may be believed. */
import { BerReader, Malformed, tags } from './ber.ts'

export const versions = { v1: 0, v2c: 1, v3: 3 } as const

export interface SnmpMessage {
  version: number
  /** What an answer repeats: the request-id, of SNMPv3 the msgID. */
  id: number
  /** Null for SNMPv3. */
  community: Buffer | null
  /** The user-based security model's part; null below SNMPv3. */
  usm: UsmParameters | null
  /** Context and PDU as they are encrypted, a view of the datagram; null where nothing is. */
  scoped: Buffer | null
  /** Null where it is encrypted, and nobody has opened it. */
  pdu: Pdu | null
}

export interface UsmParameters {
  isAuthenticated: boolean
  isEncrypted: boolean
  engineId: Buffer
  /** By the clock of that engine: how often it has started, and seconds since it last did. */
  boots: number
  time: number
  user: Buffer
  /** The digest, a view of the datagram; its place is needed to check it. */
  digest: Buffer
  digestOffset: number
  /** What the encryption was begun with, 8 bytes; empty where nothing is encrypted. */
  salt: Buffer
}

export interface Pdu {
  type: number
  requestId: number
  /** Of a GETBULK these two are its non-repeaters and max-repetitions. */
  errorStatus: number
  errorIndex: number
  varbindCount: number
  /** Where the first varbind begins and the last ends, in what the PDU was read from. */
  varbindsAt: number
  endsAt: number
  /** Name of the first varbind of a Report, else null. */
  reported: string | null
}

/** What was wrong, and which request it claimed to answer, if it came so far. */
export type Parsed = { ok: true; message: SnmpMessage } | { ok: false; fault: string; id: number | null }

const userSecurityModel = 3
const maxEngineIdLength = 32
const maxUserLength = 32
const maxDigestLength = 48
const saltLength = 8
/** AES needs none in this mode (RFC 3826 §3.1.3), and some engines add up to a whole block all the same. */
export const mostPadding = 16
/** RFC 3412 §6: no engine takes less. */
const leastMaxSize = 484

export function parseMessage(datagram: Buffer): Parsed {
  let id: number | null = null
  const seeId = (value: number): number => (id = value)
  try {
    const outer = new BerReader(datagram)
    const body = outer.enter(tags.sequence)
    outer.finish()
    const version = body.readInteger(0, 3)
    if (version === versions.v3) return { ok: true, message: readV3(datagram, body, seeId) }
    if (version > versions.v2c) throw new Malformed('an unknown version')
    const community = body.readBytes(tags.octetString)
    const pdu = readPdu(body, seeId)
    body.finish()
    return { ok: true, message: { version, id: pdu.requestId, community, usm: null, scoped: null, pdu } }
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, fault: error.message, id }
    throw error
  }
}

function readV3(datagram: Buffer, body: BerReader, seeId: (value: number) => number): SnmpMessage {
  const { id, usm } = readV3Header(datagram, body, seeId)
  if (usm.isEncrypted) {
    const scoped = body.readBytes(tags.octetString, 1)
    body.finish()
    return { version: versions.v3, id, community: null, usm, scoped, pdu: null }
  }
  const inClear = body.enter(tags.sequence)
  body.finish()
  return { version: versions.v3, id, community: null, usm, scoped: null, pdu: readScopedPdu(inClear) }
}

function readScopedPdu(scoped: BerReader): Pdu {
  scoped.readBytes(tags.octetString, 0, maxEngineIdLength)
  scoped.readBytes(tags.octetString)
  const pdu = readPdu(scoped)
  scoped.finish()
  return pdu
}

/** Reads what was in the encryption as strictly as what comes in the clear. */
export function parseScopedPdu(plain: Buffer): { ok: true; pdu: Pdu } | { ok: false; fault: string } {
  try {
    const outer = new BerReader(plain)
    const scoped = outer.enter(tags.sequence)
    if (plain.length - outer.offset > mostPadding) throw new Malformed('something follows where nothing may')
    return { ok: true, pdu: readScopedPdu(scoped) }
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, fault: error.message }
    throw error
  }
}

/** What comes before the scoped PDU, after the version. Throws a Malformed. */
export function readV3Header(
  datagram: Buffer,
  body: BerReader,
  seeId: (id: number) => number = (id) => id,
): { id: number; usm: UsmParameters } {
  const header = body.enter(tags.sequence)
  const id = seeId(header.readInteger(0))
  header.readInteger(leastMaxSize)
  const flags = header.readBytes(tags.octetString, 1, 1)[0]!
  header.readInteger(userSecurityModel, userSecurityModel)
  header.finish()
  return { id, usm: readUsm(datagram, body, flags) }
}

function readUsm(datagram: Buffer, body: BerReader, flags: number): UsmParameters {
  const isAuthenticated = (flags & 1) !== 0
  const isEncrypted = (flags & 2) !== 0
  if (isEncrypted && !isAuthenticated) throw new Malformed('privacy without authentication')
  const wrapped = body.enter(tags.octetString)
  const fields = wrapped.enter(tags.sequence)
  wrapped.finish()
  const engineId = fields.readBytes(tags.octetString, 0, maxEngineIdLength)
  const boots = fields.readInteger(0)
  const time = fields.readInteger(0)
  const user = fields.readBytes(tags.octetString, 0, maxUserLength)
  const digest = fields.readBytes(tags.octetString, 0, maxDigestLength)
  const salt = fields.readBytes(tags.octetString, 0, saltLength)
  if (isEncrypted && salt.length !== saltLength) throw new Malformed('a salt of another length')
  fields.finish()
  const digestOffset = digest.byteOffset - datagram.byteOffset
  return { isAuthenticated, isEncrypted, engineId, boots, time, user, digest, digestOffset, salt }
}

const pduTypes: ReadonlySet<number> = new Set([
  tags.getRequest,
  tags.getNextRequest,
  tags.getResponse,
  tags.getBulkRequest,
  tags.report,
])

function readPdu(from: BerReader, seeId?: (value: number) => number): Pdu {
  const type = from.peek()
  if (!pduTypes.has(type)) throw new Malformed(`PDU type ${type}`)
  const body = from.enter(type)
  const requestId = body.readInteger()
  seeId?.(requestId)
  const errorStatus = body.readInteger()
  const errorIndex = body.readInteger()
  const list = body.enter(tags.sequence)
  body.finish()
  const varbindsAt = list.offset
  let varbindCount = 0
  let reported: string | null = null
  while (!list.atEnd) {
    const varbind = list.enter(tags.sequence)
    if (type === tags.report && varbindCount === 0) reported = varbind.readOid()
    else varbind.checkOid()
    checkValue(varbind)
    varbind.finish()
    varbindCount += 1
  }
  const endsAt = list.offset
  return { type, requestId, errorStatus, errorIndex, varbindCount, varbindsAt, endsAt, reported }
}

/** Steps over a value that keeps the rules of its type. Throws a Malformed. */
export function checkValue(varbind: BerReader): void {
  const tag = varbind.peek()
  switch (tag) {
    case tags.integer:
      varbind.readInteger()
      return
    case tags.octetString:
    case tags.opaque:
      varbind.checkBytes(tag)
      return
    case tags.oid:
      varbind.checkOid()
      return
    case tags.ipAddress:
      varbind.checkBytes(tag, 4, 4)
      return
    case tags.counter32:
    case tags.gauge32:
    case tags.timeTicks:
      varbind.readUnsigned32(tag)
      return
    case tags.counter64:
      varbind.checkUnsigned64(tag)
      return
    case tags.null:
    case tags.noSuchObject:
    case tags.noSuchInstance:
    case tags.endOfMibView:
      varbind.checkBytes(tag, 0, 0)
      return
    default:
      throw new Malformed(`a value of type ${tag}`)
  }
}
