/** Reads a notification strictly: SNMPv1's Trap-PDU (RFC 1157 §4.1.6), SNMPv2's (RFC 3416 §4.2.6), alone or in SNMPv3. */
import { BerReader, Malformed, tags } from '../probe/snmp/ber.ts'
import { checkValue, mostPadding, readV3Header, type UsmParameters, versions } from '../probe/snmp/message.ts'

/** What a trap says and is not yet believed. */
export interface TrapPdu {
  /** snmpTrapOID in dots; of SNMPv1 as RFC 3584 §3.1 makes it. */
  name: string
  /** sysUpTime, hundredths of a second. */
  sysUpTimeCs: number
}

export type TrapMessage =
  | { version: 'v1' | 'v2c'; community: Buffer; pdu: TrapPdu }
  /** Nothing of `scoped` has been looked at: it is encrypted, or its digest is still to be checked. */
  | { version: 'v3'; usm: UsmParameters; scoped: Buffer }

export type Unreadable = 'malformed' | 'inform' | 'not-a-trap'
export type Read<T> = { ok: true; value: T } | { ok: false; why: Unreadable }

const sysUpTime = '1.3.6.1.2.1.1.3.0'
const snmpTrapOid = '1.3.6.1.6.3.1.1.4.1.0'
const snmpTraps = '1.3.6.1.6.3.1.1.5'
const enterpriseSpecific = 6
const maxContextEngineIdLength = 32

/** Thrown where a message is right, but is none that is taken. */
class NotTaken extends Error {
  readonly why: Unreadable

  constructor(why: Unreadable) {
    super(why)
    this.why = why
  }
}

export function readTrapMessage(datagram: Buffer): Read<TrapMessage> {
  return reading(() => {
    const outer = new BerReader(datagram)
    const body = outer.enter(tags.sequence)
    outer.finish()
    const version = body.readInteger(0, 3)
    if (version === versions.v3) return readV3(datagram, body)
    if (version > versions.v2c) throw new Malformed('an unknown version')
    const community = body.readBytes(tags.octetString)
    const pdu = version === versions.v1 ? readV1Pdu(body) : readV2Pdu(body)
    body.finish()
    return { version: version === versions.v1 ? 'v1' : 'v2c', community, pdu }
  })
}

/**
 * What was in the clear, or has been decrypted. Of which engine its context is does not matter: who sent it is proven by
 * the engine that signed, and Net-SNMP's own sender names another.
 */
export function readScopedTrap(scoped: Buffer, isDecrypted: boolean): Read<TrapPdu> {
  return reading(() => {
    const outer = new BerReader(scoped)
    const body = outer.enter(tags.sequence)
    // Some agents fill the last block before they encrypt.
    if (!isDecrypted || scoped.length - outer.offset > mostPadding) outer.finish()
    body.readBytes(tags.octetString, 0, maxContextEngineIdLength)
    body.readBytes(tags.octetString)
    const pdu = readV2Pdu(body)
    body.finish()
    return pdu
  })
}

function reading<T>(read: () => T): Read<T> {
  try {
    return { ok: true, value: read() }
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, why: 'malformed' }
    if (error instanceof NotTaken) return { ok: false, why: error.why }
    throw error
  }
}

function readV3(datagram: Buffer, body: BerReader): TrapMessage {
  const { usm } = readV3Header(datagram, body)
  if (usm.isEncrypted) {
    const scoped = body.readBytes(tags.octetString, 1)
    body.finish()
    return { version: 'v3', usm, scoped }
  }
  const start = body.offset
  body.enter(tags.sequence)
  body.finish()
  return { version: 'v3', usm, scoped: datagram.subarray(start, body.offset) }
}

function readV1Pdu(message: BerReader): TrapPdu {
  const body = enter(message, tags.trapV1)
  const enterprise = body.readOid()
  // Who sent it is told by the datagram, and by nothing that is in it.
  body.readBytes(tags.ipAddress, 4, 4)
  const generic = body.readInteger(0, enterpriseSpecific)
  const specific = body.readInteger(0)
  const sysUpTimeCs = body.readUnsigned32(tags.timeTicks)
  const list = body.enter(tags.sequence)
  body.finish()
  while (!list.atEnd) checkVarbind(list)
  const isOfEnterprise = generic === enterpriseSpecific
  const name = isOfEnterprise ? `${enterprise}.0.${specific}` : `${snmpTraps}.${generic + 1}`
  return { name, sysUpTimeCs }
}

function readV2Pdu(message: BerReader): TrapPdu {
  const body = enter(message, tags.trapV2)
  body.readInteger()
  body.readInteger()
  body.readInteger()
  const list = body.enter(tags.sequence)
  body.finish()
  const first = enterNamed(list, sysUpTime)
  const sysUpTimeCs = first.readUnsigned32(tags.timeTicks)
  first.finish()
  const second = enterNamed(list, snmpTrapOid)
  const name = second.readOid()
  second.finish()
  while (!list.atEnd) checkVarbind(list)
  return { name, sysUpTimeCs }
}

function enter(message: BerReader, wanted: number): BerReader {
  const tag = message.peek()
  if (tag === wanted) return message.enter(tag)
  if (tag === tags.informRequest) throw new NotTaken('inform')
  if (tag >= tags.getRequest && tag <= tags.report) throw new NotTaken('not-a-trap')
  throw new Malformed(`PDU type ${tag}`)
}

/** What an SNMPv2 trap must begin with (RFC 3416 §4.2.6). */
function enterNamed(list: BerReader, name: string): BerReader {
  const varbind = list.enter(tags.sequence)
  if (varbind.readOid() !== name) throw new Malformed('another varbind where one must be')
  return varbind
}

/** Of the rest nothing is kept: a visit reads what is so, by names that were asked for. */
function checkVarbind(list: BerReader): void {
  const varbind = list.enter(tags.sequence)
  varbind.checkOid()
  checkValue(varbind)
  varbind.finish()
}
