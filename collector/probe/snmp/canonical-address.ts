import { isIP, SocketAddress } from 'node:net'

/** The address as the kernel writes it, so that an answer is known by it; null for anything but an IP literal. */
export function canonicalAddress(address: string): string | null {
  const [literal = '', scope] = address.split('%')
  const family = isIP(literal)
  if (family === 4) return literal
  if (family === 0) return null
  const { address: canonical } = new SocketAddress({ address: literal, family: 'ipv6' })
  return scope === undefined ? canonical : `${canonical}%${scope}`
}
