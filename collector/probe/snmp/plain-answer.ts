/** Values of an answer to a GET of SNMPv1 or v2c that the gate has let through. */
import type { Varbind } from 'net-snmp'
import { BerReader, tags } from './ber.ts'
import type { Pdu } from './message.ts'
import type { PlainQuestion } from './plain-question.ts'

/** The router answered, and not with values: its error-status (RFC 3416 §3). */
export class AnsweredWithError extends Error {
  readonly status: number

  constructor(status: number) {
    super('the router answered with an error')
    this.status = status
  }
}

/** The answer is to other names than were asked, or to fewer. */
export class OtherNames extends Error {}

/**
 * In the order in which they were asked. Names are held against those that were sent byte by byte; what is read
 * strictly has one encoding alone. Throws an AnsweredWithError or an OtherNames.
 */
export function readPlainAnswer(datagram: Buffer, pdu: Pdu, asked: PlainQuestion): Varbind[] {
  if (pdu.errorStatus !== 0) throw new AnsweredWithError(pdu.errorStatus)
  const { oids, template, nameEnds, nameLengths } = asked
  if (pdu.varbindCount !== oids.length) throw new OtherNames('another number of values than of names')
  const list = new BerReader(datagram, pdu.varbindsAt, pdu.endsAt)
  return oids.map((oid, at) => {
    const varbind = list.enter(tags.sequence)
    if (!varbind.stepOver(tags.oid, template, nameEnds[at]! - nameLengths[at]!, nameEnds[at]!))
      throw new OtherNames('values of other names than were asked')
    const type = varbind.peek()
    return { oid, type, value: readValue(varbind, type) }
  })
}

/** As net-snmp gives them: numbers, names and addresses as text, all other bytes as they are. */
function readValue(from: BerReader, type: number): unknown {
  switch (type) {
    case tags.integer:
      return from.readInteger()
    case tags.counter32:
    case tags.gauge32:
    case tags.timeTicks:
      return from.readUnsigned32(type)
    case tags.oid:
      return from.readOid()
    case tags.ipAddress:
      return from.readBytes(type).join('.')
    case tags.octetString:
    case tags.opaque:
    case tags.counter64:
      return from.readBytes(type)
    default:
      return null
  }
}
