/** Reads an `snmp` block: the defaults at the top, or what one router says differently. */
import { type AuthProtocol, authProtocols, type PrivProtocol, privProtocols } from '../domain/router.ts'
import type { SnmpDraft } from './draft.ts'
import type { Entry, Placed } from './entry.ts'
import { type Fields, mapOf, placed, type Reader, readMap } from './map.ts'
import { duration, oneOf, secretText, text, wholeNumber } from './scalars.ts'

const noCommunity =
  'the SNMP library would ask with "public" instead; write that of the routers, or snmp: off'
const noKey = 'write the passphrase that the router has for this user'
const community = secretText(noCommunity)
const key = placed(secretText(noKey))

/** `readMore` reads the keys that only one of the two places has. */
export function readSnmp<T>(entry: Entry, readMore: (fields: Fields) => T): { snmp: SnmpDraft; more: T } {
  const before = entry.complaints
  const read = readMap(entry, (fields) => {
    const auth = fields.optional('auth', mapOf(readAuth))
    const priv = fields.optional('priv', mapOf(readPriv))
    const more = readMore(fields)
    const snmp = {
      entry,
      version: fields.optional('version', oneOf('1', '2c', '3')),
      community: fields.filled('community', community, noCommunity),
      port: fields.optional('port', wholeNumber(1, 65_535)),
      timeoutMs: fields.optional('timeout', duration(50, 60_000)),
      retries: fields.optional('retries', wholeNumber(0, 10)),
      user: fields.optional('user', userName),
      level: fields.optional('level', oneOf('noAuthNoPriv', 'authNoPriv', 'authPriv')),
      authProtocol: auth?.protocol ?? null,
      authKey: auth?.key ?? null,
      privProtocol: priv?.protocol ?? null,
      privKey: priv?.key ?? null,
    }
    return { snmp, more }
  })
  return { snmp: { ...read.snmp, sound: entry.complaints === before }, more: read.more }
}

/** Of a router, where SNMP can also be left out altogether. */
export function readRouterSnmp(entry: Entry): SnmpDraft | 'off' {
  if (entry.scalar === false || entry.scalar === 'off') return 'off'
  return readSnmp(entry, () => null).snmp
}

function readAuth(fields: Fields): { protocol: AuthProtocol | null; key: Placed<string> | null } {
  return {
    protocol: fields.optional('protocol', oneOf(...authProtocols)),
    key: fields.filled('key', key, noKey),
  }
}

function readPriv(fields: Fields): { protocol: PrivProtocol | null; key: Placed<string> | null } {
  return { protocol: fields.optional('protocol', privProtocol), key: fields.filled('key', key, noKey) }
}

const privProtocol: Reader<PrivProtocol> = (entry) => {
  if (typeof entry.scalar !== 'string' || !/^(3|triple-?)?des(-|$)/i.test(entry.scalar)) {
    return oneOf(...privProtocols)(entry)
  }
  const reason = 'its key is broken within hours, and the OpenSSL of this runtime no longer has it'
  return entry.complain(
    `${entry.written} is refused: ${reason}; let the router use AES-128, AES-256 or AES-256-C`,
  )
}

/** RFC 3414 gives a user name 32 octets. */
const userName: Reader<string> = (entry) => {
  const name = text(entry)
  if (name === undefined || Buffer.byteLength(name) <= 32) return name
  return entry.complain(
    'is longer than the 32 bytes that SNMPv3 gives a user name; write the name set in the router',
  )
}
