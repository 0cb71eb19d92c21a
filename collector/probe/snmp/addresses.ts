/** Addresses as agents hand them over → literals in the one form that the configuration has too. */
import { isIP, SocketAddress } from 'node:net'
import type { Varbind } from 'net-snmp'
import { tags } from './ber.ts'

/** IpAddress, or an OCTET STRING of 4 or 16 bytes as InetAddress has it; null for anything else, and for 0.0.0.0. */
export function toAddress(varbind: Varbind | undefined): string | null {
  if (varbind === undefined) return null
  const { type, value } = varbind
  if (type === tags.ipAddress && typeof value === 'string') return isIP(value) === 4 ? machine(value) : null
  return type === tags.octetString && Buffer.isBuffer(value) ? fromBytes(value) : null
}

/** The address that these bytes are. */
export function fromBytes(bytes: Uint8Array): string | null {
  if (bytes.length === 4) return machine(bytes.join('.'))
  if (bytes.length !== 16) return null
  const groups = Array.from({ length: 8 }, (_, at) =>
    (bytes[at * 2]! * 256 + bytes[at * 2 + 1]!).toString(16),
  )
  return machine(new SocketAddress({ address: groups.join(':'), family: 'ipv6' }).address)
}

/** What stands for no address where a tunnel waits for whoever comes. */
function machine(address: string): string | null {
  return address === '0.0.0.0' || address === '::' ? null : address
}
