/** The layers of a VPN as JSON Schema; that no field is missing or too many is held by the types. */
import { keptLayers, layerStates, layerTurns, layerWitnesses } from '../domain/layer.ts'
import { orNull, type Schema, shape, text, time } from './schema.ts'
import type { WireLayer, WireLayerChange, WireLayers, WireSessionLayer } from './wire-vpn.ts'

const witness: Schema = {
  type: 'string',
  enum: layerWitnesses,
  description: 'What says so; `stopped` is a session that somebody shut on purpose.',
}

const layer = {
  state: {
    type: 'string',
    enum: layerStates,
    description: 'Unknown: nothing was read of it, or what was read is too old to hold.',
  },
  since: { ...orNull(time), description: 'When the state began; null: nothing was ever read of it.' },
  by: orNull(witness),
} satisfies Record<keyof WireLayer, Schema>

export const layers: Schema = {
  ...orNull(
    shape<WireLayers>({
      access: orNull(shape<WireLayer>(layer)),
      tunnel: orNull(shape<WireLayer>(layer)),
      session: orNull(
        shape<WireSessionLayer>({
          ...layer,
          peer: { ...text, description: 'Address of the far end of the session.' },
          resetAt: {
            ...orNull(time),
            description: 'When it was last reset without being seen down.',
          },
        }),
      ),
    }),
  ),
  description: 'Of a link that carries a VPN, layer by layer; null for one that carries none.',
}

export const layerChange = shape<WireLayerChange>({
  at: time,
  layer: { type: 'string', enum: keptLayers },
  to: { type: 'string', enum: layerTurns },
  by: witness,
})
