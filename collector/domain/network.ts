import type { AccessSettings } from './access-settings.ts'
import type { Calendar, Maintenance } from './calendar.ts'
import type { Contract, Provider } from './contract.ts'
import type { Link } from './link.ts'
import type { Router } from './router.ts'
import type { Satker } from './satker.ts'

/** The network as devices.yaml says it, checked and with every default filled in. Holds no secret. */
export interface Network {
  organisation: string
  /** IANA zone of the centre. */
  timezone: string
  /** True: every page, export and report says DATA SINTETIS. */
  synthetic: boolean
  collector: { reference: string[] }
  icmp: { everyMs: number; timeoutMs: number }
  /** How often each router is visited. */
  snmpEveryMs: number
  retention: Retention
  calendar: Calendar
  providers: Provider[]
  contracts: Contract[]
  satker: Satker[]
  routers: Router[]
  links: Link[]
  maintenance: Maintenance[]
  simulator: SimulatorSettings
  access: AccessSettings
}

/** How long measurements are kept; status changes and outages stay. */
export interface Retention {
  minutesMs: number
  fiveMinutesMs: number
  hoursMs: number
}

/** The routers of our own on loopback, so that the product can be seen with none. */
export interface SimulatorSettings {
  enabled: boolean
  /** Same seed, same traffic and same outages. */
  seed: number
  /** Whether outages happen by themselves. */
  outages: boolean
  /** Ids of links held cut for as long as they stand here. */
  cut: string[]
  /** Of links whose tunnel is held down, while their access stays. */
  tunnelDown: string[]
  /** Of links whose BGP session is held down, while their access and tunnel stay. */
  sessionDown: string[]
}
