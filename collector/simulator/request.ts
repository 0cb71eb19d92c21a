/** What a manager asks: an SNMP v1 or v2c request, decoded. */
import { BerReader } from './ber-reader.ts'
import { tags } from './ber-writer.ts'

export interface Request {
  version: '1' | '2c'
  community: Buffer
  kind: 'get' | 'next' | 'bulk' | 'set'
  requestId: number
  /** Of a bulk request, else 0. */
  nonRepeaters: number
  maxRepetitions: number
  oids: number[][]
}

const mostVarbinds = 1000

/** Null for anything that is not exactly a request: an agent keeps silent towards it. */
export function decodeRequest(datagram: Uint8Array): Request | null {
  const outer = new BerReader(datagram)
  const message = outer.inside(tags.sequence)
  if (!message || !outer.isAtEnd) return null
  const version = message.integer(tags.integer)
  const community = message.contents(tags.octetString)
  const kind = kindOf(message.peekTag(), version)
  const pdu = kind && message.inside(message.peekTag()!)
  if (!community || !kind || !pdu || !message.isAtEnd) return null

  const requestId = pdu.integer(tags.integer)
  const second = pdu.integer(tags.integer)
  const third = pdu.integer(tags.integer)
  const varbinds = pdu.inside(tags.sequence)
  if (requestId === null || second === null || third === null || !varbinds || !pdu.isAtEnd) return null

  const oids: number[][] = []
  while (!varbinds.isAtEnd) {
    const varbind = varbinds.inside(tags.sequence)
    const oid = varbind?.objectId(tags.objectId)
    if (!varbind || !oid || !varbind.skip() || !varbind.isAtEnd || oids.length === mostVarbinds) return null
    oids.push(oid)
  }
  const isBulk = kind === 'bulk'
  return {
    version: version === 0 ? '1' : '2c',
    community: Buffer.from(community),
    kind,
    requestId,
    nonRepeaters: isBulk ? Math.max(0, second) : 0,
    maxRepetitions: isBulk ? Math.max(0, third) : 0,
    oids,
  }
}

function kindOf(tag: number | null, version: number | null): Request['kind'] | null {
  if (version !== 0 && version !== 1) return null
  if (tag === tags.getRequest) return 'get'
  if (tag === tags.getNextRequest) return 'next'
  if (tag === tags.setRequest) return 'set'
  return tag === tags.getBulkRequest && version === 1 ? 'bulk' : null
}
