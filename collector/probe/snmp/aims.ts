/** What is read for each link of a router, named by its `vpn` or found and adopted. */
import type { Varbind } from 'net-snmp'
import type { IpsecReading, SessionReading, TunnelReading, VpnReading } from '../../domain/vpn-reading.ts'
import { kinds, prove, type Kind } from './adoption.ts'
import { readSession } from './bgp.ts'
import { nameIn } from './interface-row.ts'
import { tunnelTo, type Associations, type IpsecTable } from './ipsec.ts'
import type { RouterMemory } from './router-memory.ts'
import { missingTunnel, readTunnel } from './tunnels.ts'
import type { WantedLink } from './visit.ts'

/** Of each kind the name by which it is asked for. */
export interface Aim extends Record<Kind, string | null> {
  link: string
  endpoint: string
  /** Of which nothing is told yet. */
  unproven: Kind[]
}

const nothingRead: ReadonlyMap<string, VpnReading> = new Map()
const nothingAimedAt = { tunnel: null, session: null, gateway: null, unproven: [] }

export function aimsOf({ adopted }: RouterMemory, wanted: readonly WantedLink[]): Aim[] {
  return wanted.map(({ link, vpn, endpoint }) => {
    const own = adopted.get(link)
    if (vpn === null && own === undefined) return { link, endpoint, ...nothingAimedAt }
    const named = {
      tunnel: vpn?.interface,
      session: vpn?.bgpPeer,
      gateway: vpn?.kind === 'ipsec' ? vpn.peer : null,
    }
    const nameOf = (kind: Kind): string | null => named[kind] ?? own?.[kind]?.name ?? null
    return {
      link,
      endpoint,
      tunnel: nameOf('tunnel'),
      session: nameOf('session'),
      gateway: nameOf('gateway'),
      unproven:
        own === undefined ? [] : kinds.filter((kind) => !named[kind] && own?.[kind]?.isProven === false),
    }
  })
}

function isAtNothing({ tunnel, session, gateway }: Aim): boolean {
  return tunnel === null && session === null && gateway === null
}

export interface Seen {
  values: ReadonlyMap<string, Varbind>
  /** Names that were not asked, because SNMPv1 refused them. */
  leftOut: ReadonlySet<string>
  sysUpTimeCs: number
  /** Null: not read in this visit, or not to its end. */
  associations: (Associations & Pick<IpsecTable, 'by' | 'knowsIpv6'>) | null
}

/** By link id, for those of which something was read; what is seen up is proven to be of use. */
export function readAims(
  memory: RouterMemory,
  aims: readonly Aim[],
  seen: Seen,
): ReadonlyMap<string, VpnReading> {
  if (aims.every(isAtNothing)) return nothingRead
  const ends = aims.map(({ endpoint }) => endpoint)
  const readings = new Map<string, VpnReading>()
  for (const aim of aims) {
    const tunnels = aim.tunnel === null ? [] : tunnelOf(memory, aim.tunnel, seen)
    const reading = { tunnels, ipsec: ipsecOf(aim, seen, ends), session: sessionOf(aim, seen) }
    const proven = aim.unproven.filter((kind) => isUp(reading, kind))
    memory.adopted = prove(memory.adopted, aim.link, proven)
    const told = without(
      reading,
      aim.unproven.filter((kind) => !proven.includes(kind)),
    )
    if (told.tunnels.length > 0 || told.ipsec !== null || told.session !== null) readings.set(aim.link, told)
  }
  return readings
}

function isUp({ tunnels, session, ipsec }: VpnReading, kind: Kind): boolean {
  if (kind === 'tunnel') return tunnels.some(({ operStatus }) => operStatus === 'up')
  return kind === 'session' ? session?.state === 'established' : ipsec?.isUp === true
}

function without({ tunnels, session, ipsec }: VpnReading, kinds: readonly Kind[]): VpnReading {
  return {
    tunnels: kinds.includes('tunnel') ? [] : tunnels,
    session: kinds.includes('session') ? null : session,
    ipsec: kinds.includes('gateway') ? null : ipsec,
  }
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
