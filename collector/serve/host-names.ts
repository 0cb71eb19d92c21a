/** The names under which a server is asked for: what a Host header says, and which of them are ours. */
import type { X509Certificate } from 'node:crypto'
import { canonicalAddress } from './client-address.ts'

/** `name` is in small letters, an IP literal in its one spelling; `port` null where none is said. */
export interface HostHeader {
  name: string
  isAddress: boolean
  port: number | null
}

/**
 * What a Host header names, null where it is none: a user, a path, an empty or impossible port, an IP literal in any
 * spelling but the usual. A name with a dot at its end is refused too: to a browser it is another name than ours, with
 * cookies of its own, and nobody has need of it.
 */
export function parseHost(header: string): HostHeader | null {
  const parts = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+))(?::(\d{1,5}))?$/.exec(header)
  if (!parts) return null
  const [, literal, bare, digits] = parts
  const port = digits === undefined ? null : Number(digits)
  if (port !== null && port > 65_535) return null
  if (literal !== undefined) {
    // `[::ffff:127.0.0.1]` is a way to write an address that no browser has, and so a way around a check.
    const address = canonicalAddress(literal)
    return address?.includes(':') ? { name: address, isAddress: true, port } : null
  }
  const name = bare?.toLowerCase() ?? ''
  const address = canonicalAddress(name)
  if (address !== null) return { name: address, isAddress: true, port }
  return isHostName(name) ? { name, isAddress: false, port } : null
}

/**
 * Whether it is the name of a host in small letters: labels of letters, digits, `-` and `_`, the last of them not a
 * number, for a browser would read that as an address.
 */
export function isHostName(name: string): boolean {
  if (name.length > 253) return false
  const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?'
  return new RegExp(`^(?:${label}\\.)*${label}$`).test(name) && !/(^|\.)(\d+|0x[0-9a-f]*)$/.test(name)
}

/**
 * Whether a certificate was made out to this name: by a DNS name of its subjectAltName, where `*` stands for one
 * label, or by its CN where it has none (RFC 6125, section 6.4).
 */
export function isNameOf(certificate: X509Certificate, name: string): boolean {
  return certificate.checkHost(name, { partialWildcards: false, wildcards: true }) !== undefined
}
