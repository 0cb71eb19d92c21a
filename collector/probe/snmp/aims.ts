/** What is read for each link of a router, named by its `vpn` or found and adopted. */
import type { Varbind } from 'net-snmp'
import type { IpsecReading, SessionReading, TunnelReading, VpnReading } from '../../domain/vpn-reading.ts'
import { readSession } from './bgp.ts'
import { nameIn } from './interface-row.ts'
import { tunnelTo, type Associations, type IpsecTable } from './ipsec.ts'
import type { RouterMemory } from './router-memory.ts'
import { missingTunnel, readTunnel } from './tunnels.ts'
import type { WantedLink } from './visit.ts'

export interface Aim {
  link: string
  endpoint: string
  /** Name of an interface. */
  tunnel: string | null
  /** Address of a BGP peer. */
  session: string | null
  /** Address of an IPsec gateway. */
  gateway: string | null
}

export function aimsOf({ adopted }: RouterMemory, wanted: readonly WantedLink[]): Aim[] {
  return wanted.map(({ link, vpn, endpoint }) => {
    const own = adopted.get(link)
    return {
      link,
      endpoint,
      tunnel: vpn?.interface ?? own?.tunnel ?? null,
      session: vpn?.bgpPeer ?? own?.session ?? null,
      gateway: (vpn?.kind === 'ipsec' ? vpn.peer : null) ?? own?.gateway ?? null,
    }
  })
}

export interface Seen {
  values: ReadonlyMap<string, Varbind>
  /** Names that were not asked, because SNMPv1 refused them. */
  leftOut: ReadonlySet<string>
  sysUpTimeCs: number
  /** Null: not read in this visit, or not to its end. */
  associations: (Associations & Pick<IpsecTable, 'by' | 'knowsIpv6'>) | null
}

/** By link id, for those of which something was read. */
export function readAims(memory: RouterMemory, aims: readonly Aim[], seen: Seen): Map<string, VpnReading> {
  const ends = aims.map(({ endpoint }) => endpoint)
  const readings = aims.map((aim): [string, VpnReading] => {
    const tunnels = aim.tunnel === null ? [] : tunnelOf(memory, aim.tunnel, seen)
    return [aim.link, { tunnels, ipsec: ipsecOf(aim, seen, ends), session: sessionOf(aim, seen) }]
  })
  return new Map(
    readings.filter(
      ([, { tunnels, ipsec, session }]) => tunnels.length > 0 || ipsec !== null || session !== null,
    ),
  )
}

/** Only what the answer proves: a row whose name it confirmed, or a name that a whole search did not find. */
function tunnelOf(memory: RouterMemory, name: string, seen: Seen): TunnelReading[] {
  if (memory.missing.has(name)) return [missingTunnel(name)]
  const known = memory.interfaces.get(name)
  if (known === undefined || nameIn(seen.values, known) !== name) return []
  return [readTunnel(name, known.index, seen)]
}

function sessionOf({ session }: Aim, seen: Seen): SessionReading | null {
  return session === null ? null : readSession(seen, session)
}

function ipsecOf(
  { gateway, endpoint }: Aim,
  { associations }: Seen,
  ends: readonly string[],
): IpsecReading | null {
  if (gateway === null || associations === null) return null
  return tunnelTo(gateway, associations, { own: endpoint, others: ends.filter((end) => end !== endpoint) })
}
