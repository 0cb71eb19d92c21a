/** The layers that a link has, from near to far. */
import type { Layer, LayerName } from '../../collector/domain/layer.ts'
import type { WireLayers } from '../../collector/serve/wire.ts'

export interface Station {
  name: LayerName
  layer: Layer
  /** Address of the far end of a session. */
  peer: string | null
}

const names = ['access', 'tunnel', 'session'] as const satisfies LayerName[]

export function stationsOf(layers: WireLayers): Station[] {
  return names.flatMap((name): Station[] => {
    const layer = layers[name]
    return layer === null ? [] : [{ name, layer, peer: name === 'session' ? layers.session!.peer : null }]
  })
}
