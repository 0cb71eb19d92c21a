/** A link: the WAN access of a satker, the thing that is up or down and has a bandwidth. */
export interface Link {
  /** Unique for ever: letters, digits, `-` and `_`. */
  id: string
  /** Code of the satker it belongs to. */
  satker: string
  /** Id of the router it ends on. */
  router: string
  /** The router's WAN interface by ifName, else ifDescr, else ifAlias; null: no traffic is read. */
  interface: string | null
  /** IP literal asked by the sweep. */
  endpoint: string
  /** What is subscribed: `down` is towards the satker (the interface's in), `up` from it (out). */
  bandwidth: Bandwidth | null
  medium: Medium
  role: Role
  reach: Reach
  /** Ids of the links it hangs on: all of them gone makes it unreachable, not down. */
  dependsOn: string[]
  limits: Limits
  contract: string | null
  circuit: string | null
  /** Rupiah a month, before tax. */
  monthlyFee: number | null
  vpn: Vpn | null
  /** Ids under which its history was recorded before a rename. */
  formerly: string[]
}

export interface Bandwidth {
  downBitsPerSecond: number
  upBitsPerSecond: number
}

export type Medium = 'fiber' | 'radio' | 'vsat' | 'cellular' | 'copper'
export type Role = 'primary' | 'backup'

/** What counts as an answer: the echo, sysUpTime asked each sweep, or either. */
export type Reach = 'icmp' | 'snmp' | 'both'

/** Patience and limits by which a link is judged. */
export interface Limits {
  /** Echoes lost in a row before it is held down. */
  downAfter: number
  /** Sweeps answered in a row before it is held up again. */
  upAfter: number
  /** Loss beyond which it is degraded, 0..1. */
  lossRatio: number
  /** Median round trip beyond which it is degraded. */
  rttMs: number
  /** Use of the subscribed rate, in the busier direction, beyond which it is degraded, 0..1. */
  loadRatio: number
}

/** The tunnel or VRF leg that a link carries; what is null is found, where it is certain which it is. */
export interface Vpn {
  kind: 'ipsec' | 'gre' | 'mpls'
  peer: string | null
  interface: string | null
  bgpPeer: string | null
}
