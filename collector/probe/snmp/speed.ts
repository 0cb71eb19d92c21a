/** What ifSpeed says where the speed does not fit its 32 bits (RFC 2863 §3.1.2). */
const saturated = 2 ** 32 - 1

/**
 * The speed of an interface. ifHighSpeed counts whole megabits, too coarse for a slow line, so ifSpeed goes
 * first unless it is saturated, or equals ifHighSpeed: some switches give megabits in both. Zero is no speed.
 */
export function speedOf(ifSpeed: number | null, ifHighSpeed: number | null): number | null {
  const high = ifHighSpeed ? ifHighSpeed * 1_000_000 : null
  if (!ifSpeed) return high
  if (ifSpeed === saturated) return high
  return ifSpeed === ifHighSpeed ? high : ifSpeed
}
