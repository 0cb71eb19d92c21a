import type { CarriedLayers } from './layer-evidence.ts'
import type { KeptLayer, Layer } from './layer.ts'
import type { Vpn } from './link.ts'
import type { VpnBelief } from './vpn-belief.ts'
import { layersOf } from './vpn-layers.ts'

/**
 * The tunnel and the session as they count for the status: to lose sight of one that is down is not to see it up, so
 * that it stays down, for however long, while devices.yaml asks for it.
 */
export function lastKnownLayers(vpn: VpnBelief, named: Vpn | null): CarriedLayers | null {
  const layers = layersOf(vpn, named)
  if (layers === null) return null
  const { tunnel, session } = layers
  return {
    tunnel: tunnel && { ...tunnel, ...lastKnown('tunnel', tunnel, vpn) },
    session: session && { ...session, ...lastKnown('session', session, vpn) },
  }
}

function lastKnown(layer: KeptLayer, { state, since, by }: Layer, { kept }: VpnBelief): Layer {
  const last = kept[layer]
  if (state !== 'unknown' || last?.to !== 'down') return { state, since, by }
  return { state: 'down', since: last.at, by: last.by }
}
