/** What one router is asked with: its own `snmp` block, and key by key the defaults where it says nothing. */
import type { SecurityLevel, SnmpSettings } from '../domain/router.ts'
import { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { RouterDraft, SnmpDraft } from './draft.ts'
import type { Entry, Placed } from './entry.ts'

const shortestKey = 8

/** A router of a network without a community is simply not asked, unless it has a block of its own. */
export function isAsked({ snmp }: RouterDraft, defaults: SnmpDraft | null): boolean {
  if (snmp === 'off') return false
  if (snmp !== null) return true
  return defaults !== null && (!defaults.sound || defaults.version === '3' || defaults.community !== null)
}

/** Null where it is not asked, or where what asking needs is wrong and has been complained about. */
export function snmpOf(router: RouterDraft, defaults: SnmpDraft | null): SnmpAccess | null {
  const own = router.snmp === 'off' ? null : router.snmp
  const near = own ?? defaults
  if (!isAsked(router, defaults) || !near || own?.sound === false || defaults?.sound === false) return null
  const said = flow(own, defaults)
  if (said.version === '3') return overVersion3(near, said)
  const isAboutUsers =
    own && (own.user ?? own.level ?? own.authProtocol ?? own.authKey ?? own.privKey) !== null
  if (isAboutUsers) {
    own.entry.complain(
      `user, level, auth and priv are of SNMPv3, but the version is ${said.version}; write version: 3`,
    )
  }
  if (said.community !== null) return { ...nothingSecret(said), community: new Secret(said.community) }
  near.entry.complain('has no community; write it here, or for all routers as snmp.community at the top')
  return null
}

function flow(own: SnmpDraft | null, defaults: SnmpDraft | null): Said {
  return {
    version: own?.version ?? defaults?.version ?? '2c',
    community: own?.community ?? defaults?.community ?? null,
    port: own?.port ?? defaults?.port ?? 161,
    timeoutMs: own?.timeoutMs ?? defaults?.timeoutMs ?? 2000,
    retries: own?.retries ?? defaults?.retries ?? 2,
    user: own?.user ?? defaults?.user ?? null,
    level: own?.level ?? defaults?.level ?? 'authPriv',
    authProtocol: own?.authProtocol ?? defaults?.authProtocol ?? null,
    authKey: own?.authKey ?? defaults?.authKey ?? null,
    privProtocol: own?.privProtocol ?? defaults?.privProtocol ?? null,
    privKey: own?.privKey ?? defaults?.privKey ?? null,
  }
}

type Said = Omit<SnmpDraft, 'entry' | 'sound' | 'version' | 'port' | 'timeoutMs' | 'retries' | 'level'> & {
  version: SnmpSettings['version']
  port: number
  timeoutMs: number
  retries: number
  level: SecurityLevel
}

function nothingSecret({ version, port, timeoutMs, retries }: Said): SnmpAccess {
  const noUser = { user: null, level: null, authProtocol: null, privProtocol: null }
  return {
    settings: { version, port, timeoutMs, retries, ...noUser },
    community: null,
    authKey: null,
    privKey: null,
  }
}

function overVersion3({ entry }: SnmpDraft, said: Said): SnmpAccess | null {
  const before = entry.complaints
  const { user, level, authProtocol, authKey, privProtocol, privKey } = said
  const authenticates = level !== 'noAuthNoPriv'
  const encrypts = level === 'authPriv'
  if (user === null) entry.complain('version 3 has no user; write user: and the name set in the router')
  if ((privProtocol ?? privKey) !== null && (authProtocol ?? authKey) === null) {
    entry.complain(
      'has priv but no auth, which SNMPv3 does not know; add auth: { protocol: SHA-256, key: … }',
    )
  } else if (authenticates) {
    if (authProtocol === null)
      entry.complain(`level ${level} needs auth.protocol; write SHA-256, or what the router has`)
    checkKey(entry, authKey, 'auth', level)
  }
  if (encrypts) {
    if (privProtocol === null)
      entry.complain(`level ${level} needs priv.protocol; write AES-128, or what the router has`)
    checkKey(entry, privKey, 'priv', level)
  }
  if (entry.complaints > before) return null
  const access = nothingSecret(said)
  return {
    ...access,
    settings: {
      ...access.settings,
      user,
      level,
      authProtocol: authenticates ? authProtocol : null,
      privProtocol: encrypts ? privProtocol : null,
    },
    authKey: authenticates && authKey !== null ? new Secret(authKey.value) : null,
    privKey: encrypts && privKey !== null ? new Secret(privKey.value) : null,
  }
}

/** RFC 3414 makes a key of a passphrase of eight characters or more; the agent would not take less. */
function checkKey(
  block: Entry,
  key: Placed<string> | null,
  name: 'auth' | 'priv',
  level: SecurityLevel,
): void {
  if (key === null) block.complain(`level ${level} needs ${name}.key; write ${name}: { …, key: \${NAME} }`)
  else if (key.value.length < shortestKey) {
    key.entry.complain(`is shorter than the ${shortestKey} characters that SNMPv3 asks for; set a longer one`)
  }
}
