/** Which of the things found on a router are certain to be those of a link. */
import type { RouterEndpoints } from '../../domain/vpn-reading.ts'
import type { WantedLink } from './visit.ts'

export const kinds = ['tunnel', 'session', 'gateway'] as const
/** An interface by its name, a BGP peer and an IPsec gateway by their addresses. */
export type Kind = (typeof kinds)[number]

export interface Adopted {
  name: string
  /** False: it is asked for, but nothing is told of it before it was seen up. */
  isProven: boolean
}

/** What is read for a link as if its `vpn` named it; null: nothing of that kind. */
export type Adoption = Record<Kind, Adopted | null>

interface Candidate {
  name: string
  isUp: boolean
}

/**
 * By link id, of what was found; its tunnels are those beside the access of any link. A thing is the link's
 * where its far end is an address that the link gives, or where the router has one link and one such thing,
 * once that was seen up: one that is down since before anybody looked may be of no use any more. What was
 * adopted stays while nothing of its kind is found, for that is how it looks when it is down; where several
 * are, none is certain. What an earlier run of the collector told of was seen up then.
 */
export function adopt(
  wanted: readonly WantedLink[],
  { tunnels, sessions, ipsec }: RouterEndpoints,
  before: ReadonlyMap<string, Adoption>,
): Map<string, Adoption> {
  const isAlone = wanted.length === 1
  const candidates = {
    tunnel: tunnels.map(({ name, operStatus }) => ({ name, isUp: operStatus === 'up' })),
    session: sessions.map(({ peer, state }) => ({ name: peer, isUp: state === 'established' })),
    gateway: gatewaysOf(ipsec),
  }
  return new Map(
    wanted.map(({ link, vpn, endpoint, history }) => {
      const had = before.get(link) ?? provenBy(history)
      const ends = [vpn?.peer, vpn?.bgpPeer, endpoint]
      const namesGateway = vpn?.kind === 'ipsec' && vpn.peer !== null
      return [
        link,
        {
          tunnel: vpn?.interface ? null : choose(candidates.tunnel, { isAlone, had: had.tunnel, ends: [] }),
          session: vpn?.bgpPeer ? null : choose(candidates.session, { isAlone, had: had.session, ends }),
          gateway: namesGateway ? null : choose(candidates.gateway, { isAlone, had: had.gateway, ends }),
        },
      ]
    }),
  )
}

function provenBy(history: WantedLink['history']): Adoption {
  const proven = (name: string | null): Adopted | null => (name === null ? null : { name, isProven: true })
  return {
    tunnel: proven(history.tunnel),
    session: proven(history.session),
    gateway: proven(history.gateway),
  }
}

function choose(
  candidates: readonly Candidate[],
  {
    isAlone,
    had,
    ends,
  }: { isAlone: boolean; had: Adopted | null; ends: readonly (string | null | undefined)[] },
): Adopted | null {
  const certain = candidates.find(({ name }) => ends.includes(name))
  if (certain) return { name: certain.name, isProven: true }
  if (had !== null && ends.includes(had.name)) return had
  if (!isAlone || candidates.length > 1) return null
  const [only] = candidates
  if (only === undefined) return had
  if (only.isUp) return { name: only.name, isProven: true }
  return had?.isProven ? had : { name: only.name, isProven: false }
}

/** That these things of a link were seen up. */
export function prove(
  adopted: ReadonlyMap<string, Adoption>,
  link: string,
  seenUp: readonly Kind[],
): ReadonlyMap<string, Adoption> {
  const before = adopted.get(link)
  if (before === undefined || seenUp.length === 0) return adopted
  const proven = seenUp.map((kind) => [kind, before[kind] && { ...before[kind], isProven: true }])
  return new Map([...adopted, [link, { ...before, ...Object.fromEntries(proven) }]])
}

/** Several associations with one gateway are one tunnel. */
function gatewaysOf(ipsec: RouterEndpoints['ipsec']): Candidate[] {
  const byRemote = Map.groupBy(ipsec, ({ remote }) => remote)
  return [...byRemote].map(([name, readings]) => ({ name, isUp: readings.some(({ isUp }) => isUp) }))
}
