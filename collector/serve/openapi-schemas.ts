/** The wire shapes as JSON Schema; that no field is missing or too many is held by the types. */
import { availability } from './openapi-availability.ts'
import type { Evidence } from '../domain/status.ts'
import type { Outage } from '../domain/outage.ts'
import { resolutions } from '../domain/resolution.ts'
import { satkerTypes } from '../domain/satker.ts'
import { conditions } from '../domain/status.ts'
import { health } from './openapi-health.ts'
import { layers } from './openapi-layers.ts'
import { reach, satkerDetail, snmpStates } from './openapi-satker.ts'
import { errorStatuses } from './request-error.ts'
import {
  amount,
  column,
  count,
  linkId,
  list,
  orNull,
  ratio,
  type Schema,
  schemaRef,
  shape,
  status,
  text,
  time,
} from './schema.ts'
import type {
  Publication,
  Snapshot,
  WireChanges,
  WireError,
  WireLink,
  WireMaintenance,
  WireReadings,
  WireSatker,
} from './wire.ts'

/** Of a change only the id is certain. */
function changeOf(whole: Schema, id: string): Schema {
  return { ...whole, required: [id], description: 'The id and what changed.' }
}

const satker = shape<WireSatker>({
  code: text,
  name: text,
  type: { type: 'string', enum: satkerTypes },
  province: { type: 'string', description: 'Kemendagri code, two digits.' },
  location: orNull({
    type: 'array',
    items: { type: 'number' },
    minItems: 2,
    maxItems: 2,
    description: 'Latitude and longitude in degrees; null: not on the map.',
  }),
  timezone: { type: 'string', description: 'IANA name.' },
  connection: { type: 'string', enum: ['connected', 'planned', 'none'] },
  status: { ...orNull(status), description: 'Null for a satker without links.' },
  since: orNull(time),
})

const link = shape<WireLink>({
  id: linkId,
  satker: text,
  router: text,
  role: { type: 'string', enum: ['primary', 'backup'] },
  medium: { type: 'string', enum: ['fiber', 'radio', 'vsat', 'cellular', 'copper'] },
  dependsOn: list(linkId),
  circuit: orNull(text),
  routerAddress: { type: 'string', description: 'IP literal of its router.' },
  provider: orNull(text),
  endpoint: text,
  reach,
  status,
  since: time,
  suspect: { type: 'boolean', description: 'Missed, but not yet held down.' },
  condition: list({ type: 'string', enum: conditions }),
  layers,
  snmp: { type: 'string', enum: snmpStates },
  rttMs: orNull(amount),
  lossRatio: orNull(ratio),
  inBitsPerSecond: orNull(amount),
  outBitsPerSecond: orNull(amount),
  bandwidth: orNull({
    ...shape<NonNullable<WireLink['bandwidth']>>({ down: amount, up: amount }),
    description: 'What is subscribed, in bits per second.',
  }),
  measuredAt: orNull(time),
})

const outage = shape<Outage>({
  id: count,
  link: linkId,
  satker: text,
  status: { type: 'string', enum: ['down', 'unreachable'] },
  began: time,
  ended: { ...orNull(time), description: 'Null while it is open.' },
  unwatchedMs: { ...count, description: 'How much of it nobody watched; not counted as downtime.' },
  because: { ...orNull(count), description: 'For unreachable: the id of the outage it hangs on.' },
  evidence: list(shape<Evidence>({ at: time, what: text })),
})

const snapshotFields: Record<keyof Snapshot, Schema> = {
  at: time,
  organisation: text,
  timezone: { ...text, description: 'IANA zone of the centre.' },
  synthetic: { type: 'boolean', description: 'True: the data are not of real offices.' },
  rhythm: {
    ...shape<Snapshot['rhythm']>({ sweepMs: count, visitMs: count }),
    description: 'How often every far end is asked, and every router visited; milliseconds.',
  },
  satker: list(schemaRef('Satker')),
  links: list(schemaRef('Link')),
  maintenance: {
    ...list(shape<WireMaintenance>({ links: list(linkId), from: time, to: time, reason: text })),
    description: 'The planned periods that have not ended yet.',
  },
  outlines: {
    ...orNull(text),
    description: "Fingerprint of the ministry's own province outlines; null where none are configured.",
  },
}

const publicationFields: Record<keyof Publication, Schema> = {
  at: time,
  satker: list(schemaRef('SatkerChange')),
  links: list(schemaRef('LinkChange')),
  outages: list(schemaRef('Outage')),
}

function frame(type: string, fields: Record<string, Schema>): Schema {
  return shape({ type: { const: type }, seq: { type: 'integer', minimum: 1 }, ...fields })
}

const readings = shape<WireReadings>(
  {
    id: linkId,
    resolution: { type: 'integer', enum: resolutions },
    at: list(time),
    asked: column(count),
    answered: column(count),
    rttMinMs: column(amount),
    rttMedianMs: column(amount),
    rttMaxMs: column(amount),
    inBitsPerSecond: column(amount),
    outBitsPerSecond: column(amount),
    inErrors: column(count),
    outErrors: column(count),
    inDiscards: column(count),
    outDiscards: column(count),
    inBitsPerSecondMax: column(amount),
    outBitsPerSecondMax: column(amount),
    measuredRatio: column(ratio),
  },
  ['inBitsPerSecondMax', 'outBitsPerSecondMax', 'measuredRatio'],
)

const changes = shape<WireChanges>({
  from: time,
  to: time,
  links: { ...list(linkId), description: 'The links there are now.' },
  statuses: {
    ...column(status),
    description: 'Of each link in that order, at `from`; null where nothing was recorded of it yet.',
  },
  since: { ...column(time), description: 'When that had begun.' },
  changes: {
    ...shape<WireChanges['changes']>({ link: list(count), at: list(time), to: list(status) }),
    description: 'Columns of one length, oldest first; `link` is the place in `links`.',
  },
})

const error = shape<WireError>({
  error: shape<WireError['error']>({
    code: { type: 'string', enum: Object.keys(errorStatuses) },
    message: {
      type: 'string',
      description: 'A sentence for people: what is wrong, and what would be right.',
    },
  }),
})

export const schemas = {
  Network: shape<Snapshot>(snapshotFields),
  Satker: satker,
  Link: link,
  Outage: outage,
  Outages: shape<{ outages: Outage[] }>({ outages: list(schemaRef('Outage')) }),
  Readings: readings,
  Changes: changes,
  SatkerDetail: satkerDetail,
  Availability: availability,
  Health: health,
  Error: error,
  SatkerChange: changeOf(satker, 'code'),
  LinkChange: changeOf(link, 'id'),
  LiveFrame: {
    oneOf: [
      frame('snapshot', snapshotFields),
      frame('changes', publicationFields),
      frame('heartbeat', { at: time }),
    ],
  },
  LiveRequest: shape<{ type: 'resync' }>({ type: { const: 'resync' } }),
} satisfies Record<string, Schema>
