/**
 * What one line has of addresses: an IPv4 address itself, and the whole /64 that an IPv6 address is in (RFC 4291, 2.5.1),
 * within which a machine takes another one each day (RFC 8981). Takes canonical IP literals.
 */
export function blockOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  if (tail === undefined) return groups.slice(0, 4).join(':')
  const after = tail.split(':').filter((group) => group !== '')
  const between = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0')
  return [...groups, ...between, ...after].slice(0, 4).join(':')
}
