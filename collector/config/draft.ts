/**
 * What the files say, value by value read, before defaults have flowed down and names have been looked up.
 * Null is what is not said. What will be checked against other parts keeps the entry to complain at.
 */
import type { AccessSettings } from '../domain/access-settings.ts'
import type { Calendar, Maintenance } from '../domain/calendar.ts'
import type { Contract, Provider } from '../domain/contract.ts'
import type { Bandwidth, Limits, Medium, Reach, Role, Vpn } from '../domain/link.ts'
import type { Retention, SimulatorSettings } from '../domain/network.ts'
import type { AuthProtocol, PrivProtocol, SecurityLevel, SnmpVersion } from '../domain/router.ts'
import type { Satker } from '../domain/satker.ts'
import type { Secret } from '../domain/secret.ts'
import type { Entry, Placed } from './entry.ts'
import type { Name } from './name.ts'

type Unsaid<T> = { [K in keyof T]: T[K] | null }

export type LimitsDraft = Unsaid<Limits>

export interface SnmpDraft {
  entry: Entry
  /** False: something in it was complained about, so nothing that flows from it is judged. */
  sound: boolean
  version: SnmpVersion | null
  community: string | null
  port: number | null
  timeoutMs: number | null
  retries: number | null
  user: string | null
  level: SecurityLevel | null
  authProtocol: AuthProtocol | null
  authKey: Placed<string> | null
  privProtocol: PrivProtocol | null
  privKey: Placed<string> | null
}

export interface RouterDraft {
  entry: Entry
  id: Name
  address: Placed<string>
  trapsFrom: string[]
  /** `off`: not to be asked, whatever the defaults say. */
  snmp: SnmpDraft | 'off' | null
}

export interface LinkDraft {
  entry: Entry
  id: Name
  router: Name
  interface: string | null
  endpoint: string | null
  bandwidth: Bandwidth | null
  medium: Medium
  role: Role
  reach: Placed<Reach> | null
  dependsOn: Name[]
  limits: LimitsDraft
  contract: Name | null
  circuit: string | null
  monthlyFee: number | null
  vpn: Placed<Vpn> | null
  formerly: Name[]
}

export interface SatkerDraft {
  code: Name
  satker: Omit<Satker, 'code'>
  reach: Placed<Reach> | null
  limits: LimitsDraft
  routers: RouterDraft[]
  links: LinkDraft[]
}

export interface ProviderDraft {
  id: Name
  provider: Omit<Provider, 'id'>
}

export interface ContractDraft {
  id: Name
  provider: Name
  contract: Omit<Contract, 'id' | 'provider'>
}

export interface MaintenanceDraft {
  links: Name[]
  satker: Name[]
  provider: Name | null
  maintenance: Omit<Maintenance, 'links' | 'satker' | 'provider'>
}

/** What may stand in an included file too. */
export interface InventoryDraft {
  satker: SatkerDraft[]
  providers: ProviderDraft[]
  contracts: ContractDraft[]
  maintenance: MaintenanceDraft[]
}

type HeldDown = 'cut' | 'tunnelDown' | 'sessionDown'

export type SimulatorDraft = Omit<SimulatorSettings, HeldDown> & Record<HeldDown, Name[]>

export interface AccessDraft {
  settings: AccessSettings
  signOnSecret: Secret | null
  /** Those that the scopes of a sign-on name. */
  satker: Name[]
}

/** What stands in the main file only. */
export interface SettingsDraft {
  organisation: string
  timezone: string
  synthetic: boolean
  /** GeoJSON. */
  provinceOutlines: Uint8Array | null
  reference: string[]
  icmp: { everyMs: number; timeoutMs: number }
  snmpEveryMs: number
  snmp: SnmpDraft | null
  limits: LimitsDraft
  reach: Placed<Reach> | null
  retention: Retention
  calendar: Calendar
  simulator: SimulatorDraft
  access: AccessDraft
  /** Patterns of files. */
  include: Name[]
}
