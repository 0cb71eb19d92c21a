/** Whose turns the history keeps: another session, or another tunnel, of the same link has a history of its own. */
import type { KeptLayer, LayerEntry, LayerWitness } from './layer.ts'
import { isTunnelled } from './layer-findings.ts'
import type { Vpn } from './link.ts'
import type { KeptTurn, KeptTurns, VpnBelief } from './vpn-belief.ts'

/**
 * What a turn is of: the far end of the session; of the tunnel its interface where that says so, or is named and was
 * found on the router, else its gateway. Null: nobody knows.
 */
export function ownerOf(
  layer: KeptLayer,
  by: LayerWitness,
  { tunnel, ipsec, session }: Pick<VpnBelief, 'tunnel' | 'ipsec' | 'session'>,
  named: Vpn | null,
): string | null {
  if (layer === 'session') return named?.bgpPeer ?? session?.peer ?? null
  const found = tunnel?.found ?? []
  const name = named?.interface ?? found.at(-1) ?? null
  if (name !== null && (by === 'tunnel-interface' || (named?.interface === name && found.includes(name))))
    return name
  return named?.peer ?? ipsec?.remote ?? null
}

/** Whether a turn is of what devices.yaml names now; of what it does not name, any. */
export function isOfNamed(
  layer: KeptLayer,
  { by, of }: Pick<KeptTurn, 'by' | 'of'>,
  named: Vpn | null,
): boolean {
  if (layer === 'session') return named?.bgpPeer == null || of === null || of === named.bgpPeer
  if (by !== 'tunnel-interface' && by !== 'ipsec' && !isTunnelled(named)) return false
  const { interface: name, peer } = named ?? { interface: null, peer: null }
  if (of === null || of === name || of === peer) return true
  return name === null && (peer === null || by === 'tunnel-interface')
}

/** The entries of a history that are of what devices.yaml names now. */
export function entriesOfNamed(entries: readonly LayerEntry[], named: Vpn | null): LayerEntry[] {
  return entries.filter((entry) => isOfNamed(entry.layer, entry, named))
}

/**
 * What is kept after devices.yaml was edited: what it does not name any more, or of which it names another, or
 * another kind of tunnel, begins anew.
 */
export function keptAfterEdit(kept: KeptTurns, before: Vpn | null, after: Vpn | null): KeptTurns {
  const { tunnel, session } = kept
  const isTunnelGone =
    (before?.interface != null && after?.interface == null) ||
    (before?.peer != null && after?.peer == null) ||
    (before !== null && before.kind !== after?.kind)
  const isSessionGone = before?.bgpPeer != null && after?.bgpPeer == null
  const keepsTunnel = tunnel !== null && !isTunnelGone && isOfNamed('tunnel', tunnel, after)
  const keepsSession = session !== null && !isSessionGone && isOfNamed('session', session, after)
  return {
    tunnel: keepsTunnel ? tunnel : null,
    session: keepsSession ? session : null,
    resetAt: keepsSession ? kept.resetAt : null,
  }
}

/** Whether a layer is asked for in the same way as before. */
export function isLayerAlike(layer: KeptLayer, before: Vpn | null, after: Vpn | null): boolean {
  if (layer === 'session') return (before?.bgpPeer ?? null) === (after?.bgpPeer ?? null)
  if (before === null || after === null) return before === after
  return before.kind === after.kind && before.peer === after.peer && before.interface === after.interface
}
