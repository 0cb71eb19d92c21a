import { isAvailable, type LinkStatus } from './status.ts'

/** The status of a satker, of a satker's links alone; null where it has none. */
export function satkerStatus(links: readonly LinkStatus[]): LinkStatus | null {
  const [first] = links
  if (first === undefined) return null
  if (links.every((status) => status === first)) return first
  if (links.some(isAvailable)) return 'degraded'
  if (links.includes('down')) return 'down'
  return links.includes('unreachable') ? 'unreachable' : 'unknown'
}
