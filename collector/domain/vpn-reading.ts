/** What a visit saw of that which makes a link a VPN: facts, layer by layer. What they mean is judged elsewhere. */
import type { OperStatus } from './reading.ts'

/** Of one link. Null, or an empty list, is what this visit did not read: neither there nor gone. */
export interface VpnReading {
  /** The tunnel's own interfaces: the one that `vpn.interface` names, else those found on the router. */
  tunnels: TunnelReading[]
  ipsec: IpsecReading | null
  session: SessionReading | null
}

/** An interface of ifType tunnel, or one that is named as such. */
export interface TunnelReading {
  name: string
  /** False: the router has no interface of that name (now): a tunnel that is made on demand is gone with its far end. */
  found: boolean
  operStatus: OperStatus | null
  /** sysUpTime at the last change of operStatus, hundredths of a second. */
  lastChangeCs: number | null
}

/** An IPsec tunnel, known by its two ends: its index in the router's table is another after each rekeying. */
export interface IpsecReading {
  by: 'cisco' | 'fortinet' | 'juniper'
  /** Address or identity of our end, where the table has it. */
  local: string | null
  /** Address or identity of the far gateway. */
  remote: string
  /** False: the table was read whole, and has no tunnel to that gateway that is up. */
  isUp: boolean
  /** How long the oldest security association to it has been active, seconds; null where the table does not say. */
  activeSeconds: number | null
}

/** All that was found on one router, whether a link names it or not. */
export interface RouterEndpoints {
  /** Interfaces of ifType tunnel or ppp. */
  tunnels: TunnelReading[]
  /** Of the vendor's table of IPsec tunnels, one for each far gateway. */
  ipsec: IpsecReading[]
  /** Rows of bgpPeerTable. */
  sessions: SessionReading[]
}

/** bgpPeerState of BGP4-MIB (RFC 4273). */
export const bgpStates = ['idle', 'connect', 'active', 'openSent', 'openConfirm', 'established'] as const
export type BgpState = (typeof bgpStates)[number]

/** A CE–PE session: one row of bgpPeerTable. */
export interface SessionReading {
  /** bgpPeerRemoteAddr. */
  peer: string
  /** Null: the router has no peer of that address. */
  state: BgpState | null
  /** bgpPeerAdminStatus is stop: somebody shut it on purpose. */
  isStopped: boolean
  /**
   * bgpPeerFsmEstablishedTime, seconds: how long it has been established, or how long ago it last was; 0 where it
   * never was. Smaller than the time since the last visit, it tells of a reset that is already over.
   */
  establishedSeconds: number | null
}
