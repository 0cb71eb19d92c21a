/** A router as everybody may see it: how it is asked, but not the secrets it is asked with. */
export interface Router {
  id: string
  /** Code of the satker it stands in. */
  satker: string
  /** IP literal. */
  address: string
  /** Further IP literals that its traps come from: a router may send from another interface than it is asked at. */
  trapsFrom: string[]
  /** Null where SNMP is not configured: it is then only reached by echo. */
  snmp: SnmpSettings | null
}

export interface SnmpSettings {
  version: SnmpVersion
  port: number
  timeoutMs: number
  /** Tries after the first. */
  retries: number
  /** SNMPv3 only, else null. */
  user: string | null
  level: SecurityLevel | null
  authProtocol: AuthProtocol | null
  privProtocol: PrivProtocol | null
}

export type SnmpVersion = '1' | '2c' | '3'
export type SecurityLevel = 'noAuthNoPriv' | 'authNoPriv' | 'authPriv'
export const authProtocols = ['MD5', 'SHA', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'] as const
export type AuthProtocol = (typeof authProtocols)[number]
export const privProtocols = ['AES-128', 'AES-256', 'AES-256-C'] as const
export type PrivProtocol = (typeof privProtocols)[number]
