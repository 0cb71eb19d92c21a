import type { Varbind } from 'net-snmp'
import { toUnsigned32 } from './values.ts'

/** Rows that are kept of one router. */
export const mostAssociations = 512

/** Beyond it a TimeInterval (RFC 2579) would be negative. */
const longestCs = 2 ** 31

/** A TimeInterval, which counts hundredths of a second, in whole seconds. */
export function seconds(varbind: Varbind | undefined): number | null {
  const cs = toUnsigned32(varbind)
  return cs !== null && cs < longestCs ? Math.floor(cs / 100) : null
}
