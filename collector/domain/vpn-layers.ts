import type { KeptLayer, Layer, LayerEntry, Layers, LayerWitness, SessionLayer } from './layer.ts'
import {
  findAccess,
  findSession,
  findTunnel,
  type Finding,
  isTunnelled,
  type LayerBench,
  type Opinion,
} from './layer-findings.ts'
import { ownerOf } from './layer-owner.ts'
import type { Vpn } from './link.ts'
import { slackMs } from './sign.ts'
import { afterChange, type JudgedLayer, type KeptTurn, type KeptTurns, type VpnBelief } from './vpn-belief.ts'

/** What is new for the history of one link's layers, and what it said before. */
export interface LayerStep {
  link: string
  changes: LayerEntry[]
  before: KeptTurns
}

/** What follows from the evidence: the belief after it, and the step if a layer turned. */
export interface LayerVerdict {
  belief: VpnBelief
  step: LayerStep | null
}

/** Judges the layers of one link. Pure, and the only place where a layer turns. */
export function judgeLayers(vpn: VpnBelief, bench: LayerBench): LayerVerdict {
  const { kept, judged } = vpn
  const access = afterOpinion(judged.access, findAccess(vpn, bench), bench.at)
  const tunnel = turnOf('tunnel', findTunnel(vpn, bench), vpn, bench)
  const session = turnOf('session', findSession(vpn, bench), vpn, bench)
  const changes = [...tunnel.changes, ...session.changes, ...resetOf(vpn, bench)]
  return {
    belief: {
      ...vpn,
      judged: { access, tunnel: tunnel.judged, session: session.judged },
      kept: changes.reduce(afterChange, kept),
    },
    step: changes.length === 0 ? null : { link: bench.link, changes, before: kept },
  }
}

/** The layers as they were last judged; null for a link without a VPN, of which nothing was ever found either. */
export function layersOf(
  { judged, tunnel, ipsec, session, kept }: VpnBelief,
  vpn: Vpn | null,
): Layers | null {
  const wasFound = tunnel?.sign != null || ipsec?.sign != null || kept.tunnel !== null
  const hasTunnel = isTunnelled(vpn) || vpn?.interface != null || wasFound
  const peer = vpn?.bgpPeer ?? (session?.sign ? session.peer : (kept.session?.of ?? null))
  if (vpn === null && !hasTunnel && peer === null) return null
  return {
    access: judged.access,
    tunnel: hasTunnel ? judged.tunnel : null,
    session: peer === null ? null : sessionLayer(judged.session, peer, kept.resetAt),
  }
}

function sessionLayer(judged: Layer, peer: string, resetAt: number | null): SessionLayer {
  return { ...judged, peer, resetAt }
}

function afterOpinion(before: JudgedLayer, opinion: Opinion, at: number): JudgedLayer {
  if (opinion === 'hold') return before
  if (opinion === null) return before.state === 'unknown' ? before : { state: 'unknown', since: at, by: null }
  const since = opinion.state === before.state ? before.since : opinion.since
  return { state: opinion.state, since, by: opinion.by }
}

/** What the history has already is as old as the history says, and is not told to it again. */
function turnOf(
  layer: KeptLayer,
  opinion: Opinion,
  vpn: VpnBelief,
  bench: LayerBench,
): { judged: JudgedLayer; changes: LayerEntry[] } {
  const before = vpn.judged[layer]
  if (opinion === null || opinion === 'hold')
    return { judged: afterOpinion(before, opinion, bench.at), changes: [] }
  const kept = vpn.kept[layer]
  const { state, by } = opinion
  if (kept?.to === state) {
    const resetAt =
      layer === 'session' && state === 'up' ? Math.max(vpn.session?.resetAt ?? 0, vpn.kept.resetAt ?? 0) : 0
    const since = isBetterDated(opinion, kept) ? opinion.since : kept.at
    return { judged: { state, since: Math.max(since, resetAt), by }, changes: [] }
  }
  const at = Math.max(opinion.since, kept === null ? 0 : notBefore(kept, vpn, bench))
  const of = ownerOf(layer, by, vpn, bench.vpn)
  return { judged: { state, since: at, by }, changes: [{ link: bench.link, at, layer, to: state, by, of }] }
}

/** Those that ask from without know a state only since they asked. */
const askers: readonly LayerWitness[] = ['echo', 'snmp', 'peer-echo', 'ike']

/**
 * The router's own date of the same state counts where the history has none of it, and where it says that the layer
 * came up later than the history knows: it fell and came back while nobody looked.
 */
function isBetterDated({ state, since, by, isTold }: Finding, kept: KeptTurn): boolean {
  if (!isTold) return false
  const isFirstOfItself = askers.includes(kept.by) && !askers.includes(by)
  return isFirstOfItself || (state === 'up' && since > kept.at + slackMs)
}

/** A layer is up again no sooner than what said that it was down says that, or could say so no more. */
function notBefore({ to, at, by }: KeptTurn, vpn: VpnBelief, bench: LayerBench): number {
  return to === 'down' ? Math.max(at, returnedAt(by, vpn, bench)) : at
}

function returnedAt(by: LayerWitness, vpn: VpnBelief, { belief, at }: LayerBench): number {
  const { tunnel, ipsec, ike } = vpn
  switch (by) {
    case 'tunnel-interface':
      return tunnel?.sign?.isUp ? tunnel.sign.since : at
    case 'ipsec':
      return ipsec?.sign?.isUp ? ipsec.sign.since : at
    case 'peer-echo':
      return belief.firstAnswerAt ?? at
    case 'ike':
      return Math.max(belief.firstAnswerAt ?? 0, ike?.answeredFrom ?? 0) || at
    default:
      return 0
  }
}

function resetOf(belief: VpnBelief, { link, vpn }: LayerBench): LayerEntry[] {
  const { session, kept } = belief
  const at = session?.resetAt ?? null
  if (at === null || at <= (kept.resetAt ?? 0)) return []
  return [{ link, at, layer: 'session', to: 'reset', by: 'bgp', of: ownerOf('session', 'bgp', belief, vpn) }]
}
