/** What a router has of tunnels and sessions as JSON Schema; that no field is missing is held by the types. */
import type { OperStatus } from '../domain/reading.ts'
import { bgpStates, type IpsecReading, type SessionReading } from '../domain/vpn-reading.ts'
import { count, flag, list, orNull, type Schema, shape, text, time } from './schema.ts'
import type { WireEndpoints, WireTunnel } from './wire-vpn.ts'

export const operStatuses: readonly OperStatus[] = [
  'up',
  'down',
  'testing',
  'unknown',
  'dormant',
  'notPresent',
  'lowerLayerDown',
]

const ipsec = shape<IpsecReading>({
  by: { type: 'string', enum: ['cisco', 'fortinet', 'juniper'] },
  local: orNull(text),
  remote: { ...text, description: 'Address or identity of the far gateway.' },
  isUp: flag,
  activeSeconds: orNull(count),
})

const session = shape<SessionReading>({
  peer: text,
  state: orNull({ type: 'string', enum: bgpStates }),
  isStopped: { ...flag, description: 'Somebody shut it on purpose.' },
  establishedSeconds: {
    ...orNull(count),
    description: 'How long it has been established, or how long ago it last was; 0 where it never was.',
  },
})

const tunnel = shape<WireTunnel>({
  name: text,
  operStatus: orNull({ type: 'string', enum: operStatuses }),
  lastChangeAt: orNull(time),
})

export const endpoints: Schema = {
  ...orNull(
    shape<WireEndpoints>({
      tunnels: list(tunnel),
      ipsec: list(ipsec),
      sessions: list(session),
      readAt: time,
    }),
  ),
  description: 'Whether a link names them or not; null: not looked for yet. Text from the network.',
}
