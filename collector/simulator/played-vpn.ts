/** What of a link's VPN its router can tell: only what devices.yaml names. */
import { isIPv4 } from 'node:net'
import type { Link } from '../domain/link.ts'

/** An interface of its own, beside the access. */
export function hasTunnel({ vpn, interface: access }: Link): boolean {
  return vpn !== null && vpn.interface !== null && vpn.interface !== access
}

/** BGP4-MIB knows peers by their IPv4 address alone. */
export function hasSession({ vpn }: Link): boolean {
  return vpn !== null && vpn.bgpPeer !== null && isIPv4(vpn.bgpPeer)
}
