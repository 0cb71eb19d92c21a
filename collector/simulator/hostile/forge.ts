/** Builds SNMP answers, right ones and every kind of wrong one. */
import { tags } from '../../probe/snmp/ber.ts'
import type { Request } from './hostile-agent.ts'
import { versions } from '../../probe/snmp/message.ts'

/** A value with its tag, ready to be sent. */
export type Value = Buffer
export type Varbind = [oid: string, value: Value]

export function tlv(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const length =
    body.length < 0x80
      ? Buffer.from([body.length])
      : Buffer.from([0x83, body.length >> 16, (body.length >> 8) & 0xff, body.length & 0xff])
  return Buffer.concat([Buffer.from([tag]), length, body])
}

export function integer(value: number, tag: number = tags.integer): Buffer {
  const bytes = Buffer.alloc(6)
  bytes.writeIntBE(value, 0, 6)
  let from = 0
  while (
    from < 5 &&
    ((bytes[from] === 0 && bytes[from + 1]! < 0x80) || (bytes[from] === 0xff && bytes[from + 1]! >= 0x80))
  )
    from += 1
  return tlv(tag, bytes.subarray(from))
}

export function text(value: string | Buffer): Buffer {
  return tlv(tags.octetString, Buffer.from(value))
}

export function counter64(bytes: number[]): Buffer {
  return tlv(tags.counter64, Buffer.from(bytes))
}

export function oid(dotted: string): Value {
  const [first = 1, second = 3, ...rest] = dotted.split('.').map(Number)
  const bytes = [40 * first + second, ...rest].flatMap((subIdentifier) => {
    const groups = [subIdentifier % 128]
    for (let left = Math.floor(subIdentifier / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left % 128) + 128)
    return groups
  })
  return tlv(tags.oid, Buffer.from(bytes))
}

export interface PduParts {
  type?: number
  id?: number
  errorStatus?: number
  errorIndex?: number
}

export function pdu(request: Request, varbinds: Varbind[], parts: PduParts = {}): Buffer {
  return tlv(
    parts.type ?? tags.getResponse,
    integer(parts.id ?? request.id),
    integer(parts.errorStatus ?? 0),
    integer(parts.errorIndex ?? 0),
    tlv(tags.sequence, ...varbinds.map(([name, value]) => tlv(tags.sequence, oid(name), value))),
  )
}

/** An answer of SNMPv1 or v2c, right but for what is asked otherwise. */
export function answer(
  request: Request,
  varbinds: Varbind[],
  parts: PduParts & { version?: number; community?: string } = {},
): Buffer {
  return tlv(
    tags.sequence,
    integer(parts.version ?? request.version),
    text(parts.community ?? request.community),
    pdu(request, varbinds, parts),
  )
}

export interface V3Parts {
  /** The msgID with its tag, in place of the one that was asked with. */
  id?: Buffer
  maxSize?: number
  model?: number
  flags?: number
  boots?: number
  time?: number
  engineId?: Buffer
  user?: string
  digest?: Buffer
  /** In place of a scoped PDU. */
  encrypted?: Buffer
}

export const engineId = Buffer.from('8000000001020304', 'hex')

export function answerV3(request: Request, body: Buffer, parts: V3Parts = {}): Buffer {
  const engine = parts.engineId ?? engineId
  return tlv(
    tags.sequence,
    integer(versions.v3),
    tlv(
      tags.sequence,
      parts.id ?? integer(request.id),
      integer(parts.maxSize ?? 65_507),
      tlv(tags.octetString, Buffer.from([parts.flags ?? 0])),
      integer(parts.model ?? 3),
    ),
    tlv(
      tags.octetString,
      tlv(
        tags.sequence,
        text(engine),
        integer(parts.boots ?? 1),
        integer(parts.time ?? 100),
        text(parts.user ?? request.user),
        text(parts.digest ?? ''),
        text(parts.encrypted === undefined ? '' : Buffer.alloc(8)),
      ),
    ),
    parts.encrypted === undefined ? tlv(tags.sequence, text(engine), text(''), body) : text(parts.encrypted),
  )
}

/** A Report of one of the counters of RFC 3414: 2 not in time, 3 unknown user, 4 unknown engine, 5 wrong digest. */
export function report(request: Request, counter: number, parts: V3Parts = {}): Buffer {
  return answerV3(request, reportBody(request, counter), parts)
}

/** Its PDU alone. */
export function reportBody(request: Request, counter: number): Buffer {
  const name = `1.3.6.1.6.3.15.1.1.${counter}.0`
  return pdu(request, [[name, integer(1, tags.counter32)]], { type: tags.report })
}
