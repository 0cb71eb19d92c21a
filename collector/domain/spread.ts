/**
 * A stable place for an id within a round, so that work is laid evenly over it and a restart does not
 * move it. FNV-1a, 32 bit, mixed once more because ids often differ only in their last letters.
 */
export function placeOf(id: string, places: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % places
}
