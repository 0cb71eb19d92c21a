/** What the evidence says of each layer by itself, whatever was held before. */
import type { Belief } from './belief.ts'
import type { LayerWitness } from './layer.ts'
import type { Limits, Vpn } from './link.ts'
import { fresh } from './sign.ts'
import { isInterfaceDown } from './verdict.ts'
import { type Word, wordOf } from './voice.ts'
import type { VpnBelief } from './vpn-belief.ts'

/** What the judge of layers needs to know beside what is believed of them. */
export interface LayerBench {
  link: string
  vpn: Vpn | null
  /** What the sweep asks. */
  endpoint: string
  /** Links of other routers go to the same gateway: that it answers says nothing of this link's own line. */
  isGatewayShared: boolean
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
}

/** `hold`: in doubt, so that what was held before stands. Null: nothing tells. */
export type Opinion = Finding | 'hold' | null

/** Down where the interface is, or where nobody out there answers any more; up where anybody does. */
export function findAccess(vpn: VpnBelief, bench: LayerBench): Opinion {
  const { belief } = bench
  if (isInterfaceDown(belief, { at: bench.at, interfaceHoldsMs: bench.holdsMs.visit }))
    return { state: 'down', since: belief.interface?.turnedAt ?? bench.at, by: 'interface' }
  const { endpoint, peer, ike } = wordsOf(vpn, bench)
  const voices = [
    ['echo', endpoint],
    ['peer-echo', bench.isGatewayShared ? null : peer],
    ['ike', bench.isGatewayShared ? null : ike],
  ] as const
  const said = voices.flatMap(([by, word]) => (word ? [{ by, ...word }] : []))
  const answering = said.find(({ says }) => says === 'answers')
  if (answering) return { state: 'up', since: answering.since, by: answering.by }
  if (said.some(({ says }) => says === 'unsure')) return 'hold'
  const [first] = said
  return first ? { state: 'down', since: Math.max(...said.map(({ since }) => since)), by: first.by } : null
}

/** Down where anything says so; up where something says that, and nothing the contrary. */
export function findTunnel(vpn: VpnBelief, bench: LayerBench): Opinion {
  const signs = [
    ['tunnel-interface', fresh(vpn.tunnel?.sign ?? null, bench.at, bench.holdsMs.visit)],
    ['ipsec', fresh(vpn.ipsec?.sign ?? null, bench.at, bench.holdsMs.visit)],
  ] as const
  const said = signs.flatMap(([by, sign]) => (sign ? [{ by, ...sign }] : []))
  const words = wordsOf(vpn, bench)
  const heard = isTunnelled(bench.vpn) ? tunnelByVoices(words, said.length > 0, bench) : null
  const downs: Finding[] = said.flatMap(({ isUp, since, by }) => (isUp ? [] : [{ state: 'down', since, by }]))
  if (heard !== null && heard !== 'hold' && heard.state === 'down') downs.push(heard)
  const [first] = downs
  if (first) return { ...first, since: Math.min(...downs.map(({ since }) => since)) }
  if (heard === 'hold') return 'hold'
  const [up] = said
  return up ? { state: 'up', since: up.since, by: up.by } : heard
}

/**
 * The far end of the link lies behind the tunnel and its gateway before it: a gateway that answers for a far end that
 * does not has no tunnel, unless it is that of other links as well, as the centre's is: then it is the line that may
 * be cut. Where the router says nothing of the tunnel (`isTold`), its IKE may.
 */
function tunnelByVoices(
  { endpoint, peer, ike }: Words,
  isTold: boolean,
  { endpoint: address, vpn, isGatewayShared }: LayerBench,
): Opinion {
  const asked = isTold ? null : ike
  const isBehind = address !== vpn?.peer
  const witness = peer?.says === 'answers' ? 'peer-echo' : asked?.says === 'answers' ? 'ike' : null
  if (isBehind && !isGatewayShared && endpoint?.says === 'silent' && witness !== null)
    return { state: 'down', since: endpoint.since, by: witness }
  if (asked?.says === 'silent') return { state: 'down', since: asked.since, by: 'ike' }
  if (asked?.says === 'answers' && (!isGatewayShared || endpoint?.says === 'answers'))
    return { state: 'up', since: asked.since, by: 'ike' }
  if (isBehind && endpoint?.says === 'answers' && (peer ?? asked) !== null)
    return { state: 'up', since: endpoint.since, by: 'echo' }
  return [endpoint, peer, asked].some((word) => word?.says === 'unsure') ? 'hold' : null
}

export function findSession({ session }: VpnBelief, { at, holdsMs }: LayerBench): Opinion {
  const sign = fresh(session?.sign ?? null, at, holdsMs.visit)
  if (session === null || sign === null) return null
  if (sign.isUp) return { state: 'up', since: Math.max(sign.since, session.resetAt ?? 0), by: 'bgp' }
  return { state: 'down', since: sign.since, by: session.isStopped ? 'stopped' : 'bgp' }
}

/** Whether it has a tunnel of its own. */
export function isTunnelled(vpn: Vpn | null): boolean {
  return vpn !== null && vpn.kind !== 'mpls'
}

interface Words {
  endpoint: Word | null
  peer: Word | null
  ike: Word | null
}

function wordsOf({ peer, ike }: VpnBelief, bench: LayerBench): Words {
  const { at, holdsMs } = bench
  // A gateway that never answered IKE is not silent: it may never have been one.
  const known = ike?.lastAnswerAt == null ? null : ike
  return {
    endpoint: wordOfEndpoint(bench),
    peer: wordOf(peer, at, holdsMs.echo),
    ike: wordOf(known, at, holdsMs.ike),
  }
}

/** Silent as the link's own patience has it. */
function wordOfEndpoint({ belief, limits, at, holdsMs }: LayerBench): Word | null {
  const { firstMissAt, firstAnswerAt, lastMissAt, lastAnswerAt, lostInARow } = belief
  const heardAt = Math.max(lastMissAt ?? 0, lastAnswerAt ?? 0)
  if (at - heardAt > holdsMs.echo) return null
  if (firstMissAt === null) return firstAnswerAt === null ? null : { says: 'answers', since: firstAnswerAt }
  return { says: lostInARow >= limits.downAfter ? 'silent' : 'unsure', since: firstMissAt }
}
