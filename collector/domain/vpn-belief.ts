import type { LayerEntry, LayerName, LayerState, LayerWitness } from './layer.ts'
import type { Vpn } from './link.ts'
import { afterSession, type SessionBelief } from './session-belief.ts'
import {
  afterIpsec,
  afterTunnels,
  type IpsecBelief,
  type TunnelBelief,
  type Visited,
} from './tunnel-signs.ts'
import { afterCall, type Voice } from './voice.ts'
import type { VpnReading } from './vpn-reading.ts'

/** What is known and suspected of the layers of one link, by everything that tells of them. */
export interface VpnBelief {
  tunnel: TunnelBelief | null
  ipsec: IpsecBelief | null
  session: SessionBelief | null
  /** Echoes of the far gateway of its tunnel, and answers of its IKE. */
  peer: Voice | null
  ike: Voice | null
  /** Answers of the router's SNMP agent. */
  agent: Voice | null
  /** As each layer was last judged. */
  judged: Record<LayerName, JudgedLayer>
  kept: KeptTurns
  /** When watching ended before this run, where the history is from an earlier one. */
  watchedTo: number | null
}

export interface JudgedLayer {
  state: LayerState
  since: number | null
  by: LayerWitness | null
}

/** What the history says last of the layers. */
export interface KeptTurns {
  tunnel: KeptTurn | null
  session: KeptTurn | null
  resetAt: number | null
}

export interface KeptTurn {
  to: 'up' | 'down'
  at: number
  by: LayerWitness
  of: string | null
}

const notJudged: JudgedLayer = { state: 'unknown', since: null, by: null }
const nothingJudged = { access: notJudged, tunnel: notJudged, session: notJudged }

/** Nothing known but the history, and until when somebody watched who would have told it. */
export function vpnBeliefOf(kept: KeptTurns = noTurns, watchedTo: number | null = null): VpnBelief {
  return {
    tunnel: null,
    ipsec: null,
    session: null,
    peer: null,
    ike: null,
    agent: null,
    judged: nothingJudged,
    kept,
    watchedTo,
  }
}

const noTurns: KeptTurns = { tunnel: null, session: null, resetAt: null }

/** While nobody can look, nothing is known of the layers; what was seen of them counts again if it is not too old then. */
export function unwatched(before: VpnBelief, at: number): VpnBelief {
  const unknown: JudgedLayer = { state: 'unknown', since: at, by: null }
  return { ...before, judged: { access: unknown, tunnel: unknown, session: unknown } }
}

/** What a history comes to. */
export function keptTurnsOf(changes: readonly LayerEntry[]): KeptTurns {
  return changes.reduce(afterChange, noTurns)
}

export function afterChange(before: KeptTurns, { at, layer, to, by, of }: LayerEntry): KeptTurns {
  return to === 'reset' ? { ...before, resetAt: at } : { ...before, [layer]: { to, at, by, of } }
}

/** Takes in what a visit read; `vpn` is what devices.yaml names. */
export function afterVpnVisit(
  before: VpnBelief,
  reading: VpnReading,
  visited: Visited,
  vpn: Vpn | null,
): VpnBelief {
  const { kept, watchedTo } = before
  const tunnel = {
    isNamed: vpn?.interface != null || kept.tunnel !== null,
    wasThere: reading.tunnels.some(({ name }) => name === kept.tunnel?.of),
  }
  const wasThere = kept.session !== null && kept.session.of === (reading.session?.peer ?? null)
  const established =
    wasThere && kept.session?.to === 'up' && watchedTo !== null
      ? { since: Math.max(kept.session.at, kept.resetAt ?? 0), seenAt: watchedTo }
      : null
  const session = { isNamed: vpn?.bgpPeer != null || wasThere, wasThere, established }
  return {
    ...before,
    tunnel: afterTunnels(before.tunnel, reading.tunnels, visited, tunnel),
    ipsec: afterIpsec(before.ipsec, reading.ipsec, visited),
    session: afterSession(before.session, reading.session, visited, session),
  }
}

/** The router was searched, and has and had no interface of the name that devices.yaml gives the tunnel. */
export function isTunnelMissing({ tunnel }: VpnBelief, vpn: Vpn | null): boolean {
  return tunnel !== null && vpn?.interface != null && !tunnel.found.includes(vpn.interface)
}

export function afterPeerEcho(before: VpnBelief, at: number, answered: boolean): VpnBelief {
  return { ...before, peer: afterCall(before.peer, at, answered) }
}

export function afterAgent(before: VpnBelief, at: number, answered: boolean): VpnBelief {
  return { ...before, agent: afterCall(before.agent, at, answered) }
}

export function afterIke(before: VpnBelief, at: number, answered: boolean): VpnBelief {
  return { ...before, ike: afterCall(before.ike, at, answered) }
}
