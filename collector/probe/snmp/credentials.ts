import { createHmac, timingSafeEqual } from 'node:crypto'
import snmp, { type User } from 'net-snmp'
import type { AuthProtocol, PrivProtocol } from '../../domain/router.ts'
import type { SnmpAccess } from '../../domain/snmp-access.ts'
import type { DigestCheck } from './admit.ts'

/** What net-snmp is given to ask with; built from the access of one router, and never logged. */
export type Credentials =
  { version: 'community'; isV1: boolean; community: string } | { version: 'user'; user: User }

interface AuthAlgorithm {
  name: string
  hash: string
  digestLength: number
}

/** RFC 3414 and RFC 7860: HMAC, cut to a length of its own. */
const authAlgorithms: Record<AuthProtocol, AuthAlgorithm> = {
  MD5: { name: 'md5', hash: 'md5', digestLength: 12 },
  SHA: { name: 'sha', hash: 'sha1', digestLength: 12 },
  'SHA-224': { name: 'sha224', hash: 'sha224', digestLength: 16 },
  'SHA-256': { name: 'sha256', hash: 'sha256', digestLength: 24 },
  'SHA-384': { name: 'sha384', hash: 'sha384', digestLength: 32 },
  'SHA-512': { name: 'sha512', hash: 'sha512', digestLength: 48 },
}

/** AES-256 extends a short key by the Blumenthal draft, as Net-SNMP does; AES-256-C by Reeder's, as Cisco does. */
const privNames: Record<PrivProtocol, string> = {
  'AES-128': 'aes',
  'AES-256': 'aes256b',
  'AES-256-C': 'aes256r',
}

/** The credentials of an access, or what it lacks: the library would fill a gap with a default of its own. */
export function credentialsOf(access: SnmpAccess): Credentials | { missing: string } {
  const { settings } = access
  if (settings.version !== '3') {
    const community = access.community?.reveal()
    return community
      ? { version: 'community', isV1: settings.version === '1', community }
      : { missing: 'community' }
  }
  if (!settings.user) return { missing: 'user' }
  const level = settings.level ?? 'noAuthNoPriv'
  const user: User = { name: settings.user, level: snmp.SecurityLevel[level] }
  if (level === 'noAuthNoPriv') return { version: 'user', user }
  const authKey = access.authKey?.reveal()
  if (!settings.authProtocol || !authKey) return { missing: 'authentication protocol or key' }
  user.authProtocol = snmp.AuthProtocols[authAlgorithms[settings.authProtocol].name]
  user.authKey = authKey
  if (level === 'authNoPriv') return { version: 'user', user }
  const privKey = access.privKey?.reveal()
  if (!settings.privProtocol || !privKey) return { missing: 'privacy protocol or key' }
  user.privProtocol = snmp.PrivProtocols[privNames[settings.privProtocol]]
  user.privKey = privKey
  return { version: 'user', user }
}

/**
 * Checks digests with the key of an access before anything in the datagram is used. The library would check
 * too, but only after it had decrypted, and a forged answer would cost it the request.
 */
export function digestCheckOf({ settings, authKey }: SnmpAccess): DigestCheck {
  const { authProtocol } = settings
  if (authProtocol === null || authKey === null) return () => false
  const { name, hash, digestLength } = authAlgorithms[authProtocol]
  const zeros = Buffer.alloc(digestLength)
  return (datagram, { engineId, digest, digestOffset }) => {
    if (digest.length !== digestLength) return false
    const key = snmp.Authentication.passwordToKey(snmp.AuthProtocols[name]!, authKey.reveal(), engineId)
    const right = createHmac(hash, key)
      .update(datagram.subarray(0, digestOffset))
      .update(zeros)
      .update(datagram.subarray(digestOffset + digestLength))
      .digest()
      .subarray(0, digestLength)
    return timingSafeEqual(right, digest)
  }
}

/** Whether two accesses ask in the same way, so that what was learned with one holds for the other. */
export function isSameAccess(one: SnmpAccess, other: SnmpAccess): boolean {
  return (
    one === other ||
    (JSON.stringify(one.settings) === JSON.stringify(other.settings) &&
      one.community?.reveal() === other.community?.reveal() &&
      one.authKey?.reveal() === other.authKey?.reveal() &&
      one.privKey?.reveal() === other.privKey?.reveal())
  )
}
