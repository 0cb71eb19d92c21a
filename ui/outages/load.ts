/** How much of what is subscribed is in use, 0..1, in the busier direction. */
import type { WireLink } from '../../collector/serve/wire.ts'

/** Null where nothing is subscribed or nothing was measured. */
export function loadOf(link: WireLink): number | null {
  if (!link.bandwidth) return null
  return busiest([
    link.inBitsPerSecond === null ? null : link.inBitsPerSecond / link.bandwidth.down,
    link.outBitsPerSecond === null ? null : link.outBitsPerSecond / link.bandwidth.up,
  ])
}

/** Of a satker: that of its busiest link. */
export function loadOfLinks(links: readonly WireLink[]): number | null {
  return busiest(links.map(loadOf))
}

function busiest(parts: readonly (number | null)[]): number | null {
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? null : Math.max(...known)
}
