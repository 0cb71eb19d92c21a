/** IPsec tunnels by the tables of the router's vendor, known by their two ends: indexes change at each rekeying. */
import { isIPv4 } from 'node:net'
import type { IpsecReading } from '../../domain/vpn-reading.ts'
import type { WalkMeans } from './column-walk.ts'
import type { FailedReply } from './failure.ts'
import { cisco } from './ipsec-cisco.ts'
import { fortinet } from './ipsec-fortinet.ts'
import { juniper } from './ipsec-juniper.ts'
import { system } from './mib.ts'
import type { RouterMemory } from './router-memory.ts'
import { getWithin } from './table.ts'
import { toUnsigned32 } from './values.ts'

/** What one row says: one association, or several of one kind. */
export interface Association {
  local: string | null
  remote: string
  /** Null: it is there, but whether it is up cannot be read. */
  isUp: boolean | null
  activeSeconds: number | null
}

export interface Associations {
  ok: true
  all: Association[]
  /** False: the router has more than are kept, or one that cannot be read; one not among them may still be there. */
  isWhole: boolean
}

export interface IpsecTable {
  by: IpsecReading['by']
  /** A number that every router has that has the table, however empty. */
  scalar: string
  /** False: it has no place for an IPv6 address, so that no such gateway is missing from it. */
  knowsIpv6: boolean
  read(means: WalkMeans): Promise<Associations | FailedReply>
}

/** By the vendor's number under 1.3.6.1.4.1; MikroTik, for one, has no such table. */
const tables: ReadonlyMap<number, IpsecTable> = new Map([
  [9, cisco],
  [2636, juniper],
  [12356, fortinet],
])

/** The table of the router's vendor; null where that is not known, or has none. */
export function ipsecTableOf({ enterprise }: RouterMemory): IpsecTable | null {
  return enterprise === null ? null : (tables.get(enterprise) ?? null)
}

/**
 * All associations of the router; null where they could not be read to their end. An empty table is believed
 * only while the router still says that it has one.
 */
export async function readAssociations(means: WalkMeans, table: IpsecTable): Promise<Associations | null> {
  const read = await table.read(means)
  if (!read.ok) return null
  if (read.all.length > 0) return read
  const reply = await getWithin(means, [system.sysUpTime, table.scalar])
  return reply.ok && toUnsigned32(reply.values.get(table.scalar)) !== null ? read : null
}

/** Whether these rows are all that there are, and say of each whether it is up. */
export function isAllRead({ all, isWhole }: Omit<Associations, 'ok'>): boolean {
  return isWhole && all.every(({ isUp }) => isUp !== null)
}

/** One reading for each pair of ends, in the order of their addresses: up if any of its associations is. */
export function byEnds(by: IpsecReading['by'], all: readonly Association[]): IpsecReading[] {
  const pairs = Map.groupBy(all, ({ local, remote }) => `${remote} ${local ?? ''}`)
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, associations]) => summed(by, associations))
}

/**
 * The tunnel of one link to a gateway; null where it may be up without being among those read. Two links of a
 * router may go to one gateway: each is told by its own end.
 */
export function tunnelTo(
  gateway: string,
  { by, all, isWhole, knowsIpv6 }: Omit<Associations, 'ok'> & Pick<IpsecTable, 'by' | 'knowsIpv6'>,
  ends: { own: string; others: readonly string[] },
): IpsecReading | null {
  const toIt = all.filter(({ remote }) => remote === gateway)
  const own = toIt.filter(({ local }) => local === ends.own)
  const ours =
    own.length > 0 ? own : toIt.filter(({ local }) => local === null || !ends.others.includes(local))
  const isUp = ours.some((one) => one.isUp)
  if (!isUp && !isAllRead({ all: ours, isWhole })) return null
  if (ours.length > 0) return summed(by, ours)
  const isTold = knowsIpv6 || isIPv4(gateway)
  return isTold ? { by, local: null, remote: gateway, isUp: false, activeSeconds: null } : null
}

function summed(by: IpsecReading['by'], associations: readonly Association[]): IpsecReading {
  const up = associations.filter(({ isUp }) => isUp)
  const [local = null] = (up.length > 0 ? up : associations).flatMap(({ local: end }) => end ?? []).toSorted()
  const times = up.flatMap(({ activeSeconds }) => activeSeconds ?? [])
  return {
    by,
    local,
    remote: associations[0]!.remote,
    isUp: up.length > 0,
    activeSeconds: times.length > 0 ? Math.max(...times) : null,
  }
}
