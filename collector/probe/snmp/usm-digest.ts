/** The digests by which SNMPv3 knows who sent a message (RFC 3414 §6 and 7, RFC 7860 §4). */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthProtocol } from '../../domain/router.ts'
import type { UsmParameters } from './message.ts'

interface AuthAlgorithm {
  /** As the SNMP library calls it. */
  name: string
  hash: string
  digestLength: number
}

/** HMAC, cut to a length of its own. */
export const authAlgorithms: Record<AuthProtocol, AuthAlgorithm> = {
  MD5: { name: 'md5', hash: 'md5', digestLength: 12 },
  SHA: { name: 'sha', hash: 'sha1', digestLength: 12 },
  'SHA-224': { name: 'sha224', hash: 'sha224', digestLength: 16 },
  'SHA-256': { name: 'sha256', hash: 'sha256', digestLength: 24 },
  'SHA-384': { name: 'sha384', hash: 'sha384', digestLength: 32 },
  'SHA-512': { name: 'sha512', hash: 'sha512', digestLength: 48 },
}

/** Whether a message was made by who has the localised key: its digest is over itself with zeros in the digest's place. */
export function isDigestRight(
  protocol: AuthProtocol,
  key: Buffer,
  datagram: Buffer,
  { digest, digestOffset }: UsmParameters,
): boolean {
  const { hash, digestLength } = authAlgorithms[protocol]
  if (digest.length !== digestLength) return false
  const right = createHmac(hash, key)
    .update(datagram.subarray(0, digestOffset))
    .update(Buffer.alloc(digestLength))
    .update(datagram.subarray(digestOffset + digestLength))
    .digest()
    .subarray(0, digestLength)
  return timingSafeEqual(right, digest)
}
