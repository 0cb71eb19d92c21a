import { BlockList, isIP, SocketAddress } from 'node:net'

/** Addresses that are no one machine: an echo to them would ask nobody, or everybody. */
const nobody = new BlockList()
nobody.addAddress('0.0.0.0')
nobody.addAddress('255.255.255.255')
nobody.addSubnet('224.0.0.0', 4)
nobody.addAddress('::', 'ipv6')
nobody.addSubnet('ff00::', 8, 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/**
 * An IPv4 or IPv6 literal in its one canonical form; null for anything else: names, zones (`%eth0`),
 * `127.1`, `0x7f.1`, and what would read as an option of a command.
 */
export function parseAddress(text: string): string | null {
  const version = isIP(text)
  if (version === 0 || text.includes('%')) return null
  const family = version === 4 ? 'ipv4' : 'ipv6'
  return new SocketAddress({ address: text, family }).address
}

/**
 * The IPv4 address that an IPv6 address in its canonical form only wraps (RFC 4291 §2.5.5.2), null for any other. What
 * comes from there is told by the kernel as IPv4, so that nothing would ever be known to come from the wrapped one.
 */
export function wrappedIpv4(address: string): string | null {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? null
}

export function isOneMachine(address: string): boolean {
  return !nobody.check(address, familyOf(address))
}

export function isLoopback(address: string): boolean {
  return loopback.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6'
}
