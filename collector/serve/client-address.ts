/** IP addresses of those who ask, each in one spelling, so that the same address is always the same text. */
import { isIP, SocketAddress } from 'node:net'
import { isLoopback } from './loopback.ts'

/**
 * The one spelling of an IP literal: IPv6 compressed and in small letters, an IPv4 address in IPv6's clothes
 * (`::ffff:10.0.0.1`, as a socket for both tells it) as IPv4. Null for what is no IP literal: names, ranges, `127.1`.
 */
export function canonicalAddress(text: string): string | null {
  const version = isIP(text)
  // A zone (`fe80::1%eth0`) says by which of our interfaces, and no more of who it is.
  if (version === 0 || text.includes('%')) return null
  const { address } = new SocketAddress({ address: text, family: version === 4 ? 'ipv4' : 'ipv6' })
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? address
}

/** Whether an address in its one spelling is of this machine alone. */
export function isLoopbackAddress(address: string): boolean {
  return isIP(address) !== 0 && isLoopback(address)
}

/** Whether an address in its one spelling is one that a packet can come from: not `0.0.0.0`, `::` or multicast. */
export function isOfOneMachine(address: string): boolean {
  if (isIP(address) === 4) return !/^(0|22[4-9]|23\d|24\d|25[0-5])\./.test(address)
  return address !== '::' && !address.startsWith('ff')
}

/**
 * The last entry of a list that proxies add to (X-Forwarded-For, X-Forwarded-Proto): what the proxy itself saw. All
 * before it is what the proxy was told, by anybody.
 */
export function lastEntry(header: string | string[] | undefined): string {
  const list = Array.isArray(header) ? header.join(',') : (header ?? '')
  return list.slice(list.lastIndexOf(',') + 1).trim()
}

/** The address of an entry of X-Forwarded-For, with or without a port: `10.0.0.1`, `10.0.0.1:80`, `[::1]:80`. */
export function forwardedAddress(entry: string): string | null {
  const parts = /^(?:\[([^\]]+)\]|(\d+\.\d+\.\d+\.\d+))(?::\d{1,5})?$/.exec(entry)
  return canonicalAddress(parts?.[1] ?? parts?.[2] ?? entry)
}
