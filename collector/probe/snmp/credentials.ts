import snmp, { type User } from 'net-snmp'
import type { PrivProtocol } from '../../domain/router.ts'
import type { SnmpAccess } from '../../domain/snmp-access.ts'
import { authAlgorithms } from './usm-digest.ts'

/** What net-snmp is given to ask with; built from the access of one router, and never logged. */
export type Credentials =
  { version: 'community'; isV1: boolean; community: string } | { version: 'user'; user: User }

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
