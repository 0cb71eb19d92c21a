/** IKE_SA_INIT (RFC 7296 §1.2): the question that any IKE gateway answers before it knows who asks. */
import { randomBytes } from 'node:crypto'

/** Before IKE on UDP 4500, so that it is told from ESP (RFC 7296 §2.23). */
export const nonEspMarker = Buffer.alloc(4)

export const headerBytes = 28
export const spiBytes = 8
export const exchanges = { saInit: 34, v1Informational: 5 } as const
export const flags = { initiator: 0x08, response: 0x20 } as const
/** Next payload numbers (RFC 7296 §3.2; of IKEv1, RFC 2408 §3.1). */
export const payloads = { none: 0, v1Notification: 11, sa: 33, ke: 34, nonce: 40, notify: 41 } as const

const version2 = 0x20
const nonceBytes = 32

/** Transform types and numbers (RFC 7296 §3.3.2; the AEAD of RFC 5282, X25519 of RFC 8031). */
const encryption = { type: 1, tripleDes: 3, aesCbc: 12, aesGcm16: 20 } as const
const prf = { type: 2, sha1: 2, sha256: 5 } as const
const integrity = { type: 3, sha1: 2, sha256: 12 } as const
const group = { type: 4, modp1024: 2, modp1536: 5, modp2048: 14, p256: 19, p384: 20, x25519: 31 } as const

const x25519PublicBytes = 32
const protocolIke = 1
/** Attribute 14, the key length, in the short form that holds its value (RFC 7296 §3.3.5). */
const keyLengthAttribute = 0x800e

interface Transform {
  type: number
  id: number
  keyBits?: number
}

const ids = (type: number, ...of: number[]): Transform[] => of.map((id) => ({ type, id }))
const groups = ids(
  group.type,
  group.x25519,
  group.p256,
  group.p384,
  group.modp2048,
  group.modp1536,
  group.modp1024,
)

/** What gateways of the last twenty years accept: nothing is ever protected by it. */
const proposals: Transform[][] = [
  [
    { type: encryption.type, id: encryption.aesCbc, keyBits: 256 },
    { type: encryption.type, id: encryption.aesCbc, keyBits: 128 },
    { type: encryption.type, id: encryption.tripleDes },
    ...ids(prf.type, prf.sha256, prf.sha1),
    ...ids(integrity.type, integrity.sha256, integrity.sha1),
    ...groups,
  ],
  [
    { type: encryption.type, id: encryption.aesGcm16, keyBits: 256 },
    { type: encryption.type, id: encryption.aesGcm16, keyBits: 128 },
    ...ids(prf.type, prf.sha256, prf.sha1),
    ...groups,
  ],
]

const securityAssociation = Buffer.concat(
  proposals.map((transforms, index) =>
    proposal(index + 1, transforms, index === proposals.length - 1 ? 'last' : 'more'),
  ),
)

/**
 * The whole message, without the marker of port 4500. `spi` has eight bytes, not all of them zero.
 *
 * What it costs the gateway: where it takes our first group, one X25519 agreement (a tenth of a millisecond) and one
 * half-open entry, which it drops by itself after some seconds since we never go on. Where it wants another of the
 * groups, it says so (INVALID_KE_PAYLOAD) and computes nothing; where it takes none, it keeps nothing either.
 * Gateways count half-open entries by address, and may answer with a cookie, then not at all, where they are several
 * within half a minute: one more reason to ask seldom.
 * The public value is drawn at random, as every 32 bytes are one: there is no private key that could go on.
 */
export function saInitRequest(spi: Buffer): Buffer {
  const publicValue = Buffer.concat([Buffer.from([0, group.x25519, 0, 0]), randomBytes(x25519PublicBytes)])
  const body = Buffer.concat([
    payload(payloads.ke, securityAssociation),
    payload(payloads.nonce, publicValue),
    payload(payloads.none, randomBytes(nonceBytes)),
  ])
  const header = Buffer.alloc(headerBytes)
  spi.copy(header, 0)
  header.writeUInt8(payloads.sa, 16)
  header.writeUInt8(version2, 17)
  header.writeUInt8(exchanges.saInit, 18)
  header.writeUInt8(flags.initiator, 19)
  header.writeUInt32BE(headerBytes + body.length, 24)
  return Buffer.concat([header, body])
}

function payload(next: number, content: Buffer): Buffer {
  const header = Buffer.from([next, 0, 0, 0])
  header.writeUInt16BE(header.length + content.length, 2)
  return Buffer.concat([header, content])
}

function proposal(number: number, transforms: Transform[], place: 'more' | 'last'): Buffer {
  const content = Buffer.concat(
    transforms.map((each, index) => transform(each, transforms.length - 1 - index)),
  )
  const header = Buffer.from([place === 'more' ? 2 : 0, 0, 0, 0, number, protocolIke, 0, transforms.length])
  header.writeUInt16BE(header.length + content.length, 2)
  return Buffer.concat([header, content])
}

function transform({ type, id, keyBits }: Transform, after: number): Buffer {
  const bytes = Buffer.alloc(keyBits === undefined ? 8 : 12)
  bytes.writeUInt8(after > 0 ? 3 : 0, 0)
  bytes.writeUInt16BE(bytes.length, 2)
  bytes.writeUInt8(type, 4)
  bytes.writeUInt16BE(id, 6)
  if (keyBits !== undefined) {
    bytes.writeUInt16BE(keyLengthAttribute, 8)
    bytes.writeUInt16BE(keyBits, 10)
  }
  return bytes
}
