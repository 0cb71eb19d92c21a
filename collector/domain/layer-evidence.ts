/** What its tunnel and session say of a link that answers. */
import { keptLayers, type Layers } from './layer.ts'
import type { Evidence } from './status.ts'

export type CarriedLayers = Pick<Layers, 'tunnel' | 'session'>

/**
 * Those that are down, as far as is known: where one fell further back than visits hold, the reading that shows it is the date, for that
 * rewrites no past.
 */
export function fallenLayers(
  layers: CarriedLayers | null,
  { at, interfaceHoldsMs }: { at: number; interfaceHoldsMs: number },
): Evidence[] {
  if (layers === null) return []
  return keptLayers.flatMap((layer) => {
    const { state, since } = layers[layer] ?? { state: null, since: null }
    if (state !== 'down') return []
    return { at: since !== null && since >= at - interfaceHoldsMs ? since : at, what: `${layer}-down` }
  })
}

/** Those that came up after a time. */
export function risenLayers(layers: CarriedLayers | null, after: number): Evidence[] {
  return keptLayers.flatMap((layer) => {
    const { state, since } = layers?.[layer] ?? { state: null, since: null }
    return state === 'up' && since !== null && since > after ? { at: since, what: `${layer}-up` } : []
  })
}
