import type { Varbind } from 'net-snmp'
import { fromBytes } from './addresses.ts'
import { tags } from './ber.ts'
import type { Association, Associations } from './ipsec.ts'
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

/** Of a row that is no association: it waits for whoever comes, or it may be any that is looked for. */
type NoAssociation = 'nobody' | 'unreadable'

/** Who is at the far end of a row, by an IpAddress or the bytes of an InetAddress. */
export function farEnd(varbind: Varbind | undefined): { remote: string } | NoAssociation {
  if (varbind?.type === tags.ipAddress && typeof varbind.value === 'string')
    return farEndOf(varbind.value.split('.').map(Number))
  return varbind?.type === tags.octetString && Buffer.isBuffer(varbind.value)
    ? farEndOf([...varbind.value])
    : 'unreadable'
}

/** The same by numbers, each of which should be a byte. */
export function farEndOf(numbers: readonly number[]): { remote: string } | NoAssociation {
  const isAddress = numbers.length === 4 || numbers.length === 16
  if (!isAddress || !numbers.every((number) => Number.isInteger(number) && number >= 0 && number <= 255))
    return 'unreadable'
  const remote = fromBytes(Uint8Array.from(numbers))
  return remote === null ? 'nobody' : { remote }
}

/** What rows say together; one that cannot be read may be any tunnel of which there seems to be none. */
export function gathered(rows: readonly (Association | NoAssociation)[], isWhole: boolean): Associations {
  return {
    ok: true,
    all: rows.filter((row) => typeof row !== 'string'),
    isWhole: isWhole && !rows.includes('unreadable'),
  }
}
