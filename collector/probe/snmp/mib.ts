/** Names of what is read: SNMPv2-MIB (RFC 3418) and IF-MIB (RFC 2863). */

export const system = {
  sysDescr: '1.3.6.1.2.1.1.1.0',
  sysObjectId: '1.3.6.1.2.1.1.2.0',
  sysUpTime: '1.3.6.1.2.1.1.3.0',
  sysName: '1.3.6.1.2.1.1.5.0',
  ifNumber: '1.3.6.1.2.1.2.1.0',
} as const

const ifEntry = '1.3.6.1.2.1.2.2.1'
const ifXEntry = '1.3.6.1.2.1.31.1.1.1'

/** Columns; a name is one of these, a dot and the ifIndex. */
export const columns = {
  ifDescr: `${ifEntry}.2`,
  ifType: `${ifEntry}.3`,
  ifSpeed: `${ifEntry}.5`,
  ifOperStatus: `${ifEntry}.8`,
  ifLastChange: `${ifEntry}.9`,
  ifInOctets: `${ifEntry}.10`,
  ifInDiscards: `${ifEntry}.13`,
  ifInErrors: `${ifEntry}.14`,
  ifOutOctets: `${ifEntry}.16`,
  ifOutDiscards: `${ifEntry}.19`,
  ifOutErrors: `${ifEntry}.20`,
  ifName: `${ifXEntry}.1`,
  ifHcInOctets: `${ifXEntry}.6`,
  ifHcOutOctets: `${ifXEntry}.10`,
  ifHighSpeed: `${ifXEntry}.15`,
  ifAlias: `${ifXEntry}.18`,
  ifCounterDiscontinuityTime: `${ifXEntry}.19`,
} as const

export type Column = keyof typeof columns

/** The names of low indexes, which most routers have alike, are made once for all of them. */
const sharedBelow = 128
const shared = new Map<Column, string[]>()

/** Whether the names of an index are the same strings for whoever asks. */
export function isShared(index: number): boolean {
  return index < sharedBelow
}

export function instance(column: Column, index: number): string {
  if (!isShared(index)) return `${columns[column]}.${index}`
  const names = shared.get(column) ?? []
  if (names.length === 0) shared.set(column, names)
  return (names[index] ??= `${columns[column]}.${index}`)
}
