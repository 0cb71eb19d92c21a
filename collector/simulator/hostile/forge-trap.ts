/** Builds traps, right ones and every kind of wrong one. */
import { tags } from '../../probe/snmp/ber.ts'
import { versions } from '../../probe/snmp/message.ts'
import { answerV3, integer, oid, pdu, text, tlv, type V3Parts, type Varbind } from './forge.ts'
import type { Request } from './hostile-agent.ts'
import { signedV3, type UserKeys } from './signed.ts'

export const trapNames = {
  coldStart: '1.3.6.1.6.3.1.1.5.1',
  linkDown: '1.3.6.1.6.3.1.1.5.3',
} as const

export interface TrapParts {
  /** Request-id of the PDU, and msgID of SNMPv3. */
  id?: number
  /** snmpTrapOID. */
  name?: string
  sysUpTimeCs?: number
  /** In place of a trap's. */
  pduType?: number
  /** After the two that a trap begins with. */
  varbinds?: Varbind[]
  /** In place of all of them. */
  allVarbinds?: Varbind[]
}

const sysUpTime = '1.3.6.1.2.1.1.3.0'
const snmpTrapOid = '1.3.6.1.6.3.1.1.4.1.0'

/** What the forge takes of a question is what a trap says of itself. */
function asIfAsked(version: number, id: number): Request {
  const nobody = { community: '', user: '', engineId: '', boots: 0, time: 0 }
  return {
    version,
    id,
    requestId: id,
    type: tags.trapV2,
    maxRepetitions: 0,
    oids: [],
    count: 0,
    ...nobody,
  }
}

export function trapPdu(parts: TrapParts = {}): Buffer {
  const { id = 1, name = trapNames.linkDown, sysUpTimeCs = 1_000_000 } = parts
  const first: Varbind[] = [
    [sysUpTime, integer(sysUpTimeCs, tags.timeTicks)],
    [snmpTrapOid, oid(name)],
  ]
  const varbinds = parts.allVarbinds ?? [...first, ...(parts.varbinds ?? [])]
  return pdu(asIfAsked(versions.v2c, id), varbinds, { type: parts.pduType ?? tags.trapV2 })
}

export function trapV2c(community: string, parts: TrapParts & { version?: number } = {}): Buffer {
  return tlv(tags.sequence, integer(parts.version ?? versions.v2c), text(community), trapPdu(parts))
}

export interface TrapV1Parts {
  version?: number
  enterprise?: string
  generic?: number
  specific?: number
  sysUpTimeCs?: number
  agentAddress?: number[]
}

export function trapV1Pdu(parts: TrapV1Parts = {}): Buffer {
  const { enterprise = '1.3.6.1.4.1.8072.3.2.10', generic = 2, specific = 0, sysUpTimeCs = 1_000_000 } = parts
  return tlv(
    tags.trapV1,
    oid(enterprise),
    tlv(tags.ipAddress, Buffer.from(parts.agentAddress ?? [203, 0, 113, 9])),
    integer(generic),
    integer(specific),
    integer(sysUpTimeCs, tags.timeTicks),
    tlv(tags.sequence),
  )
}

export function trapV1(community: string, parts: TrapV1Parts = {}): Buffer {
  return tlv(tags.sequence, integer(parts.version ?? versions.v1), text(community), trapV1Pdu(parts))
}

/** Of SNMPv3; signed where there are keys, and in the clear where there are none. `body` takes the place of its PDU. */
export function trapV3(
  user: string,
  keys: UserKeys | null,
  parts: TrapParts & Omit<V3Parts, 'id'> & { body?: Buffer } = {},
): Buffer {
  const { id = 1, ...about } = parts
  const request = asIfAsked(versions.v3, id)
  const body = parts.body ?? trapPdu(parts)
  const v3 = { user, ...about }
  return keys === null ? answerV3(request, body, v3) : signedV3(request, body, keys, v3)
}
