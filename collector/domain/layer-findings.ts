/** What the evidence says of each layer by itself, whatever was held before. */
import type { Belief } from './belief.ts'
import type { LayerWitness } from './layer.ts'
import { lineProof, type LineProof, type Words, wordsOf } from './layer-words.ts'
import type { Limits, Reach, Vpn } from './link.ts'
import { fresh } from './sign.ts'
import { isInterfaceDown } from './verdict.ts'
import type { VpnBelief } from './vpn-belief.ts'

/** What the judge of layers needs to know beside what is believed of them. */
export interface LayerBench {
  link: string
  vpn: Vpn | null
  /** What the sweep asks, and how. */
  endpoint: string
  reach: Reach
  routerAddress: string
  /** Other links go to the same gateway. */
  isGatewayShared: boolean
  /** The router is asked by SNMP. */
  isAgentAsked: boolean
  /** Another link of the router answers: by which of them the router does is not known. */
  isRouterReachedElsewhere: boolean
  /** Of the link itself: its far end and its interface. */
  belief: Belief
  limits: Limits
  /** The time of the reading that is judged. */
  at: number
  /** For how long the word of a visit, of an echo and of IKE holds. */
  holdsMs: { visit: number; echo: number; ike: number }
}

export interface Finding {
  state: 'up' | 'down'
  since: number
  by: LayerWitness
  /** The router itself dates it. */
  isTold?: boolean
}

/** `hold`: in doubt, so that what was held before stands. Null: nothing tells. */
export type Opinion = Finding | 'hold' | null

/**
 * Down where the interface is, or where the far end is silent and nobody else proves that the line carries; up where
 * anybody does.
 */
export function findAccess(vpn: VpnBelief, bench: LayerBench): Opinion {
  const { belief } = bench
  if (isInterfaceDown(belief, { at: bench.at, interfaceHoldsMs: bench.holdsMs.visit }))
    return { state: 'down', since: belief.interface?.turnedAt ?? bench.at, by: 'interface' }
  const { endpoint, peer, ike } = wordsOf(vpn, bench)
  if (endpoint?.says === 'answers')
    return { state: 'up', since: endpoint.since, by: belief.answeredBySnmp ? 'snmp' : 'echo' }
  const proof = lineProof(vpn, endpoint, bench)
  const beside = proof === 'none' ? [] : [['peer-echo', peer] as const, ['ike', ike] as const]
  const answering = beside.find(([, word]) => word?.says === 'answers')
  if (answering?.[1])
    return proof === 'pending' ? 'hold' : { state: 'up', since: answering[1].since, by: answering[0] }
  if ([endpoint, ...beside.map(([, word]) => word)].some((word) => word?.says === 'unsure')) return 'hold'
  if (endpoint === null) return null
  const silences = [endpoint, ...beside.map(([, word]) => word)].flatMap((word) => word?.since ?? [])
  return { state: 'down', since: Math.max(...silences), by: bench.reach === 'snmp' ? 'snmp' : 'echo' }
}

/**
 * What the router says of it: down where anything does, up where its associations are. Of an interface alone `up` is a
 * weak word, for one without keepalives (GRE, RFC 2784) is never anything else: a far end behind it that fell silent
 * while the line carries says more. Where the router says nothing, what its gateway and its far end let conclude.
 */
export function findTunnel(vpn: VpnBelief, bench: LayerBench): Opinion {
  const signs = [
    ['tunnel-interface', fresh(vpn.tunnel?.sign ?? null, bench.at, bench.holdsMs.visit)],
    ['ipsec', fresh(vpn.ipsec?.sign ?? null, bench.at, bench.holdsMs.visit)],
  ] as const
  const said = signs.flatMap(([by, sign]) => (sign ? [{ by, ...sign }] : []))
  const downs = said.filter(({ isUp }) => !isUp)
  const [one] = downs.length > 0 ? downs.toSorted((a, b) => a.since - b.since) : said
  const isWeak = one?.isUp === true && said.every(({ by }) => by === 'tunnel-interface')
  const behind = isTunnelled(bench.vpn) && (one === undefined || isWeak) ? findBehind(vpn, bench) : null
  if (behind !== null) return behind
  if (one) return { state: one.isUp ? 'up' : 'down', since: one.since, by: one.by, isTold: one.isTold }
  return isTunnelled(bench.vpn) ? findUntold(vpn, bench) : null
}

/**
 * Where the far end lies behind the tunnel, a gateway that answers for a far end that does not has no tunnel, as long
 * as the line carries. Null where that says nothing.
 */
function findBehind(vpn: VpnBelief, bench: LayerBench): Opinion {
  const { endpoint, peer, ike } = wordsOf(vpn, bench)
  // A router that answers by SNMP at the address that is silent to echoes is no proof of a tunnel that fell.
  const isBehind =
    bench.endpoint !== bench.vpn?.peer && !(bench.isAgentAsked && bench.endpoint === bench.routerAddress)
  const proof = lineProof(vpn, endpoint, bench)
  const witness = peer?.says === 'answers' ? 'peer-echo' : ike?.says === 'answers' ? 'ike' : null
  if (!isBehind || endpoint?.says !== 'silent' || witness === null || proof === 'none') return null
  return proof === 'pending' ? 'hold' : { state: 'down', since: endpoint.since, by: witness }
}

/** That a far end answers proves a tunnel only where it was seen to fall with it: it may as well lie before it. */
function findUntold(vpn: VpnBelief, bench: LayerBench): Opinion {
  const words = wordsOf(vpn, bench)
  const { endpoint, peer } = words
  const proof = lineProof(vpn, endpoint, bench)
  const byIke = findByIke(vpn, words, bench, proof)
  if (byIke !== null) return byIke
  const last = vpn.kept.tunnel?.by ?? null
  if (endpoint?.says === 'answers' && (last === 'peer-echo' || last === 'echo'))
    return { state: 'up', since: endpoint.since, by: 'echo' }
  const isInDoubt = endpoint?.says === 'unsure' || (peer?.says === 'unsure' && proof !== 'none')
  return isInDoubt ? 'hold' : null
}

/**
 * What IKE said to be down is so until IKE answers, whoever else does. Where nobody at all answers, it is no more than
 * one of those who cannot be reached.
 */
function findByIke(
  { ike: voice, kept }: VpnBelief,
  { endpoint, peer, ike }: Words,
  { vpn, endpoint: address, isGatewayShared, isAgentAsked }: LayerBench,
  proof: LineProof,
): Opinion {
  const isAgentHeard = isAgentAsked && proof === 'carries'
  const isAllDark = endpoint?.says === 'silent' && peer?.says !== 'answers' && !isAgentHeard
  if (ike?.says === 'silent') return isAllDark ? null : { state: 'down', since: ike.since, by: 'ike' }
  const held = kept.tunnel?.by === 'ike' && kept.tunnel.to === 'down' ? kept.tunnel : null
  if (ike?.says === 'unsure') return held ? { state: 'down', since: held.at, by: 'ike' } : 'hold'
  const isStillToBeAsked = voice === null && vpn?.kind === 'ipsec' && vpn.peer !== null
  if (ike === null) return held && isStillToBeAsked ? 'hold' : null
  const isUp =
    endpoint === null
      ? !isGatewayShared
      : endpoint.says === 'answers' || (address === vpn?.peer && proof === 'carries')
  return isUp ? { state: 'up', since: ike.since, by: 'ike' } : null
}

export function findSession({ session }: VpnBelief, { at, holdsMs }: LayerBench): Opinion {
  const sign = fresh(session?.sign ?? null, at, holdsMs.visit)
  if (session === null || sign === null) return null
  const { isTold } = sign
  if (sign.isUp) return { state: 'up', since: Math.max(sign.since, session.resetAt ?? 0), by: 'bgp', isTold }
  return { state: 'down', since: sign.since, by: session.isStopped ? 'stopped' : 'bgp', isTold }
}

/** Whether it has a tunnel of its own. */
export function isTunnelled(vpn: Vpn | null): boolean {
  return vpn !== null && vpn.kind !== 'mpls'
}
