import type { Varbind } from 'net-snmp'
import type { InterfaceReading } from '../../domain/reading.ts'
import type { Column } from './mib.ts'
import { instanceOf, type KnownInterface } from './router-memory.ts'
import { speedOf } from './speed.ts'
import { toCounter64, toOperStatus, toText, toUnsigned32 } from './values.ts'

const plainColumns = [
  'ifOperStatus',
  'ifInErrors',
  'ifOutErrors',
  'ifInDiscards',
  'ifOutDiscards',
  'ifHighSpeed',
  'ifSpeed',
  'ifLastChange',
  'ifCounterDiscontinuityTime',
] as const satisfies readonly Column[]

const narrowColumns: readonly Column[] = ['ifInOctets', 'ifOutOctets', ...plainColumns]
const wideColumns: readonly Column[] = ['ifHcInOctets', 'ifHcOutOctets', ...plainColumns]

/** What a link reads as whose router has no interface of that name. */
export const notFound: InterfaceReading = {
  found: false,
  index: null,
  name: null,
  operStatus: null,
  counterBits: null,
  inOctets: null,
  outOctets: null,
  inErrors: null,
  outErrors: null,
  inDiscards: null,
  outDiscards: null,
  speedBitsPerSecond: null,
  lastChangeCs: null,
  discontinuityCs: null,
}

/** All that is asked of one interface: its name first, as proof that the index is still its own. */
export function namesOf(known: KnownInterface, isNarrow: boolean): string[] {
  const columns = isNarrow ? narrowColumns : wideColumns
  return [known.nameColumn, ...columns].map((column) => instanceOf(known, column))
}

/** The name an index bears in these values; null where the row is gone. */
export function nameIn(values: ReadonlyMap<string, Varbind>, known: KnownInterface): string | null {
  return toText(values.get(instanceOf(known, known.nameColumn)))
}

/** Whether the interface lacks 64-bit octet counters in either direction. */
export function lacksWideCounters(values: ReadonlyMap<string, Varbind>, known: KnownInterface): boolean {
  const isWide = (column: Column): boolean => toCounter64(values.get(instanceOf(known, column))) !== null
  return !isWide('ifHcInOctets') || !isWide('ifHcOutOctets')
}

/** The row of an interface whose name the same values have confirmed. */
export function readRow(
  values: ReadonlyMap<string, Varbind>,
  [name, known]: [string, KnownInterface],
  { isNarrow, sysUpTimeCs }: { isNarrow: boolean; sysUpTimeCs: number },
): InterfaceReading {
  const { index } = known
  const value = (column: Column): Varbind | undefined => values.get(instanceOf(known, column))
  const number = (column: Column): number | null => toUnsigned32(value(column))
  const narrow = (column: Column): bigint | null => {
    const octets = number(column)
    return octets === null ? null : BigInt(octets)
  }
  const inOctets = isNarrow ? narrow('ifInOctets') : toCounter64(value('ifHcInOctets'))
  const outOctets = isNarrow ? narrow('ifOutOctets') : toCounter64(value('ifHcOutOctets'))
  const hasOctets = inOctets !== null || outOctets !== null
  const lastChangeCs = number('ifLastChange')
  return {
    found: true,
    index,
    name,
    operStatus: toOperStatus(value('ifOperStatus')),
    counterBits: hasOctets ? (isNarrow ? 32 : 64) : null,
    inOctets,
    outOctets,
    inErrors: number('ifInErrors'),
    outErrors: number('ifOutErrors'),
    inDiscards: number('ifInDiscards'),
    outDiscards: number('ifOutDiscards'),
    speedBitsPerSecond: speedOf(number('ifSpeed'), number('ifHighSpeed')),
    // Later than now it cannot be: the agent's own clock went round, or it tells nonsense.
    lastChangeCs: lastChangeCs !== null && lastChangeCs <= sysUpTimeCs ? lastChangeCs : null,
    discontinuityCs: number('ifCounterDiscontinuityTime'),
  }
}
