/** One satker in full as JSON Schema; that no field is missing or too many is held by the types. */
import type { Limits, Vpn } from '../domain/link.ts'
import { type DatedIdentity, failures } from '../domain/reading.ts'
import { authProtocols, privProtocols } from '../domain/router.ts'
import type { SnmpState } from '../domain/status.ts'
import { endpoints, operStatuses } from './openapi-endpoints.ts'
import { layerChange } from './openapi-layers.ts'
import { amount, count, flag, linkId, list, orNull, ratio, satkerCode, shape, text, time } from './schema.ts'
import type { WireInterface, WireLinkDetail, WirePerson, WireRouter, WireSatkerDetail } from './wire.ts'

/** Of a link, in full and in the snapshot. */
export const reach = {
  type: 'string',
  enum: ['icmp', 'snmp', 'both'],
  description: 'What counts as an answer.',
} as const
export const snmpStates: readonly SnmpState[] = ['answering', 'silent', 'refused', 'off']

const interfaceRow = shape<WireInterface>({
  link: linkId,
  name: text,
  found: {
    ...orNull(flag),
    description: 'False: the router has no interface of that name. Null: not read yet.',
  },
  index: orNull(count),
  operStatus: orNull({ type: 'string', enum: operStatuses }),
  speedBitsPerSecond: orNull(amount),
  lastChangeAt: {
    ...orNull(time),
    description: "By the router's own clock; null: not since its agent started, or not read.",
  },
  counterBits: { type: ['integer', 'null'], enum: [32, 64, null] },
  readAt: orNull(time),
})

const router = shape<WireRouter>({
  id: text,
  address: { ...text, description: 'IP literal.' },
  snmp: {
    ...orNull(
      shape<NonNullable<WireRouter['snmp']>>({
        version: { type: 'string', enum: ['1', '2c', '3'] },
        port: count,
        level: orNull({ type: 'string', enum: ['noAuthNoPriv', 'authNoPriv', 'authPriv'] }),
        authProtocol: orNull({ type: 'string', enum: authProtocols }),
        privProtocol: orNull({ type: 'string', enum: privProtocols }),
      }),
    ),
    description: 'How it is asked; null: not by SNMP.',
  },
  state: { type: 'string', enum: snmpStates },
  identity: {
    ...orNull(
      shape<DatedIdentity>({
        at: time,
        sysDescr: orNull(text),
        sysObjectId: orNull(text),
        sysName: orNull(text),
      }),
    ),
    description: 'What it last said it is, and when it said so. Text from the network: never markup.',
  },
  upSince: { ...orNull(time), description: 'When its agent started, by its sysUpTime at the last visit.' },
  visitedAt: { ...orNull(time), description: 'The last visit that was answered.' },
  failure: {
    ...orNull(
      shape<NonNullable<WireRouter['failure']>>({ why: { type: 'string', enum: failures }, since: time }),
    ),
    description: 'Why the last visit was not answered, and since when they have not been; null where it was.',
  },
  interfaces: list(interfaceRow),
  endpoints,
})

const link = shape<WireLinkDetail>({
  id: linkId,
  interface: { ...orNull(text), description: 'As devices.yaml names it.' },
  reach,
  limits: shape<Limits>({
    downAfter: count,
    upAfter: count,
    lossRatio: ratio,
    rttMs: amount,
    loadRatio: amount,
  }),
  monthlyFee: { ...orNull(amount), description: 'Rupiah a month, before tax.' },
  vpn: orNull(
    shape<Vpn>({
      kind: { type: 'string', enum: ['ipsec', 'gre', 'mpls'] },
      peer: orNull(text),
      interface: orNull(text),
      bgpPeer: orNull(text),
    }),
  ),
  contract: orNull(
    shape<NonNullable<WireLinkDetail['contract']>>({
      number: text,
      provider: { ...text, description: 'Its name.' },
      phone: orNull(text),
      from: { ...text, description: 'YYYY-MM-DD, included, in the zone of the centre.' },
      to: { ...text, description: 'YYYY-MM-DD, included, in the zone of the centre.' },
      availabilityRatio: { ...ratio, description: 'Promised of a calendar month.' },
    }),
  ),
  layerChanges: {
    ...list(layerChange),
    description: 'The last ten times that its tunnel or session fell, came back or was reset; newest first.',
  },
})

export const satkerDetail = shape<WireSatkerDetail>({
  code: satkerCode,
  pic: {
    ...orNull(
      shape<WirePerson>({
        name: text,
        email: orNull(text),
        phone: { ...orNull(text), description: 'Masked; the whole is told by POST …/pic/phone.' },
        confirmedAt: {
          ...orNull(time),
          description: 'When it was last confirmed, or first stood in devices.yaml as it stands.',
        },
        due: { ...flag, description: 'Half a year has passed since.' },
      }),
    ),
    description: 'The PIC jaringan: whom to call.',
  },
  portals: list(text),
  routers: list(router),
  links: list(link),
})
