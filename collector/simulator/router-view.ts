/** A router at one moment, as its agent tells of it. */
export interface RouterView {
  description: string
  name: string
  location: string
  contact: string
  upTimeCs: number
  /** By ifIndex, from 1, without a hole. */
  interfaces: InterfaceView[]
  /** In the order of their addresses; a router without one has no BGP at all. */
  sessions: SessionView[]
}

export interface InterfaceView {
  name: string
  alias: string
  /** IANAifType. */
  type: number
  mtu: number
  speedBitsPerSecond: number
  physicalAddress: Uint8Array
  /** ifOperStatus: 1 up, 2 down, 7 lowerLayerDown. */
  operStatus: number
  lastChangeCs: number
  in: Counters
  out: Counters
}

export interface Counters {
  octets: number
  packets: number
  errors: number
  discards: number
}

/** A BGP session (BGP4-MIB, RFC 4273). */
export interface SessionView {
  /** The four numbers of its IPv4 address. */
  peer: readonly number[]
  remoteAs: number
  /** bgpPeerState: 1 idle, 2 connect, 3 active, 4 openSent, 5 openConfirm, 6 established. */
  state: number
  /** Code and subcode; 0, 0 where there was none. */
  lastError: readonly [number, number]
  /** How often it came to be established since the start. */
  transitions: number
  /** How long it has been established, or how long ago it last was; 0 where it never was since the start. */
  establishedSeconds: number
}
