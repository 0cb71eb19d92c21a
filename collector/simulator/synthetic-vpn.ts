/** What makes the lines of a synthetic office a VPN, told by what they are. */
import type { Vpn } from '../domain/link.ts'
import { hashText } from './dice.ts'
import type { SyntheticLine } from './synthetic-line.ts'
import type { SyntheticSatker } from './synthetic-satker.ts'

/** A peer is only the name of a row and never asked: so it is of the ranges for documentation (RFC 5737). */
const peersOf: Record<string, string> = { a: '192.0.2', b: '198.51.100', c: '203.0.113' }
/** Of each four addresses the first is the provider's, the next the office's. */
const peersARange = 64

/**
 * Of the hubs nothing. Through the open market a tunnel is dug, over a satellite one with a session inside; the rest
 * are legs of the provider's VRF. A gateway is never given: it would be asked.
 */
export function vpnOf(
  { code, type }: Pick<SyntheticSatker, 'code' | 'type'>,
  { medium, contract }: Pick<SyntheticLine, 'medium' | 'contract'>,
): Vpn | null {
  if (type === 'pusat') return null
  const isSmall = type === 'kua' || type === 'madrasah'
  if (medium === 'cellular' || (medium === 'fiber' && isSmall))
    return { kind: 'ipsec', peer: null, interface: 'tun0', bgpPeer: null }
  const bgpPeer = peerOf(code, contract)
  return medium === 'vsat'
    ? { kind: 'gre', peer: null, interface: 'tun0', bgpPeer }
    : { kind: 'mpls', peer: null, interface: null, bgpPeer }
}

/** The lines of an office are of different contracts, and so have different peers. */
function peerOf(code: string, contract: string): string {
  const range = peersOf[contract.charAt('kontrak-'.length)]!
  return `${range}.${(hashText(`peer of ${code}`) % peersARange) * 4 + 1}`
}
