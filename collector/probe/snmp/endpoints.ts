/** Looks for what a router has of tunnels, IPsec associations and BGP sessions, whether a link names it or not. */
import { placeOf } from '../../domain/spread.ts'
import type { RouterEndpoints, TunnelReading } from '../../domain/vpn-reading.ts'
import { adopt } from './adoption.ts'
import { aimsOf, type Aim, type Seen } from './aims.ts'
import { bgpLocalAs, findSessions, retrySession } from './bgp.ts'
import { walkLimits, type WalkMeans } from './column-walk.ts'
import { failed, type FailedReply } from './failure.ts'
import { byEnds, ipsecTableOf, isAllRead, readAssociations } from './ipsec.ts'
import { system } from './mib.ts'
import type { RouterMemory } from './router-memory.ts'
import { getWithin } from './table.ts'
import { findTunnels, isDialledIn } from './tunnels.ts'
import { toUnsigned32 } from './values.ts'
import type { WantedLink } from './visit.ts'

const lookAgainMs = 10 * 60_000
/** After silence, which may be a lost packet, and after a visit that had more to search for. */
const lookSoonMs = 2 * 60_000

/** RouterOS may refuse SNMP for minutes after its routing tables were walked. */
const mikrotik = 14988

interface Looked {
  associations: Seen['associations']
  found: RouterEndpoints | null
}

interface Sought {
  wanted: readonly WantedLink[]
  /** Of these links, as they stood when the visit began. */
  aims: readonly Aim[]
  sysUpTimeCs: number
}

/**
 * What a visit asks beyond its GET: the associations of a router whose links have such, each time; and all
 * that there is, at first sight, after a restart and every ten minutes. Nothing is found in a search of which
 * a part failed, or of a router that has more than is kept: a link would be given the first of many as if it
 * were the only one. All of it together costs no more than one search of a table may.
 */
export async function lookFurther(means: WalkMeans, { wanted, aims, sysUpTimeCs }: Sought): Promise<Looked> {
  const { memory, clock, budget } = means
  const isBegun = budget.requestsLeft < walkLimits.requests
  // Before it is known who made it, it is not known either which table it may have.
  const isDue = memory.isIdentified && (memory.lookAgainAtMs ?? 0) <= clock.monotonicMs()
  const present = isDue ? await whatIsThere(means, wanted) : null
  const isNeeded = isDue ? present?.ok === true : aims.some(({ gateway }) => gateway !== null)
  const associations = isNeeded ? await associationsOf(means) : null
  if (present === null) return { associations, found: null }
  const found = present.ok
    ? await find(means, { hasBgp: present.hasBgp, associations, sysUpTimeCs })
    : present
  const isFound = 'sessions' in found
  const nowMs = clock.monotonicMs()
  const isSoon = !isFound && (isBegun || found.why === 'timeout')
  memory.lookAgainAtMs = nowMs + (isSoon ? lookSoonMs : untilNextLookMs(memory.router, nowMs))
  if (!isFound) return { associations, found: null }
  const candidates = { ...found, tunnels: besideAccess(memory, found, wanted) }
  memory.adopted = adopt(wanted, candidates, memory.adopted)
  return { associations, found: { ...found, tunnels: [...found.tunnels.values()] } }
}

/**
 * Ten minutes, and less for a router that is past its own place in half of them: so all that were looked at together,
 * as after a start, come apart by the next time and stay so.
 */
function untilNextLookMs(router: string, nowMs: number): number {
  const halfMs = lookAgainMs / 2
  const pastMs = (nowMs - placeOf(router, halfMs)) % halfMs
  return lookAgainMs - (pastMs < 0 ? pastMs + halfMs : pastMs)
}

/** Which tables the router has at all, by a number that stands beside each. */
async function whatIsThere(
  means: WalkMeans,
  wanted: readonly WantedLink[],
): Promise<{ ok: true; hasBgp: boolean } | FailedReply> {
  const { memory } = means
  const scalar = ipsecTableOf(memory)?.scalar
  const names = [bgpLocalAs, ...(scalar === undefined ? [] : [scalar])]
  for (const name of names) memory.leftOut.delete(name)
  for (const { session } of aimsOf(memory, wanted)) if (session !== null) retrySession(memory, session)
  const reply = await getWithin(means, [system.sysUpTime, ...names])
  if (!reply.ok) return reply
  const has = (name: string): boolean => toUnsigned32(reply.values.get(name)) !== null
  memory.hasIpsec = scalar !== undefined && has(scalar)
  return { ok: true, hasBgp: has(bgpLocalAs) && memory.enterprise !== mikrotik }
}

async function associationsOf(means: WalkMeans): Promise<Seen['associations']> {
  const table = ipsecTableOf(means.memory)
  if (table === null || !means.memory.hasIpsec) return null
  const read = await readAssociations(means, table)
  return read === null ? null : { ...read, by: table.by, knowsIpv6: table.knowsIpv6 }
}

interface Found extends Omit<RouterEndpoints, 'tunnels'> {
  /** By their indexes. */
  tunnels: Map<number, TunnelReading>
}

/** A link's own access interface is not its tunnel, by whichever of its names it is known; nor is one that dials in. */
function besideAccess(
  { interfaces }: RouterMemory,
  { tunnels }: Found,
  wanted: readonly WantedLink[],
): TunnelReading[] {
  const access = wanted.flatMap(({ name }) => (name === null ? [] : (interfaces.get(name)?.index ?? [])))
  return [...tunnels]
    .filter(([index, tunnel]) => !access.includes(index) && !isDialledIn(tunnel))
    .map(([, tunnel]) => tunnel)
}

async function find(
  means: WalkMeans,
  {
    hasBgp,
    associations,
    sysUpTimeCs,
  }: { hasBgp: boolean; sysUpTimeCs: number } & Pick<Looked, 'associations'>,
): Promise<Found | FailedReply> {
  const tunnels = await findTunnels(means, sysUpTimeCs)
  if (!(tunnels instanceof Map)) return tunnels
  const sessions = hasBgp ? await findSessions(means) : []
  if (!Array.isArray(sessions)) return sessions
  if (means.memory.hasIpsec && (associations === null || !isAllRead(associations)))
    return failed('bad-answer', 'its IPsec table is not whole')
  const ipsec = associations === null ? [] : byEnds(associations.by, associations.all)
  return { tunnels, ipsec, sessions }
}
