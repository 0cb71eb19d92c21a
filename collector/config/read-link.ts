/** Reads one link of a satker, and the patience and limits that may stand in it, in its satker or at the top. */
import type { Bandwidth, Reach, Vpn } from '../domain/link.ts'
import type { LimitsDraft, LinkDraft } from './draft.ts'
import type { Entry, Placed } from './entry.ts'
import { type Fields, mapOf, placed, type Reader } from './map.ts'
import { idName, requiredName } from './name.ts'
import { address, duration, numberBetween, oneOf, percent, rate, text, wholeNumber } from './scalars.ts'

export const readLink: Reader<LinkDraft> = mapOf((fields) => ({
  entry: fields.entry,
  id: requiredName(fields, 'id', idName, 'contoh-utama'),
  router: requiredName(fields, 'router', idName, 'contoh-ce1'),
  interface: fields.optional('interface', text),
  endpoint: fields.optional('endpoint', address),
  bandwidth: fields.optional('bandwidth', readBandwidth),
  medium: fields.withDefault('medium', oneOf('fiber', 'radio', 'vsat', 'cellular', 'copper'), 'fiber'),
  role: fields.withDefault('role', oneOf('primary', 'backup'), 'primary'),
  contract: fields.optional('contract', idName),
  circuit: fields.optional('circuit', text),
  monthlyFee: fields.optional('monthly_fee', numberBetween(0, 1e12, 'fee in rupiah')),
  vpn: fields.optional('vpn', placed(mapOf(readVpn))),
  dependsOn: fields.list('depends_on', idName),
  ...readJudging(fields),
  formerly: fields.list('formerly', idName),
}))

/** What may be said of one link, of all links of a satker, or of all links. */
export function readJudging(fields: Fields): { reach: Placed<Reach> | null; limits: LimitsDraft } {
  return {
    reach: fields.optional('reach', placed(oneOf('icmp', 'snmp', 'both'))),
    limits: fields.withDefault('status', mapOf(readLimits), nothingSaid),
  }
}

const nothingSaid: LimitsDraft = {
  downAfter: null,
  upAfter: null,
  lossRatio: null,
  rttMs: null,
  loadRatio: null,
}

function readLimits(fields: Fields): LimitsDraft {
  const degraded = mapOf((beyond: Fields) => ({
    lossRatio: beyond.optional('loss', percent),
    rttMs: beyond.optional('rtt', duration(1, 60_000)),
    loadRatio: beyond.optional('load', percent),
  }))
  return {
    downAfter: fields.optional('down_after', wholeNumber(1, 100)),
    upAfter: fields.optional('up_after', wholeNumber(1, 20)),
    ...fields.withDefault('degraded', degraded, { lossRatio: null, rttMs: null, loadRatio: null }),
  }
}

/** One rate for both directions, or a map of the two. */
function readBandwidth(entry: Entry): Bandwidth | undefined {
  if (entry.isMap) {
    return mapOf((fields) => ({
      downBitsPerSecond: fields.required('down', rate, 1, '20 Mbps'),
      upBitsPerSecond: fields.required('up', rate, 1, '5 Mbps'),
    }))(entry)
  }
  const bitsPerSecond = rate(entry)
  return bitsPerSecond === undefined
    ? undefined
    : { downBitsPerSecond: bitsPerSecond, upBitsPerSecond: bitsPerSecond }
}

function readVpn(fields: Fields): Vpn {
  return {
    kind: fields.withDefault('kind', oneOf('ipsec', 'gre', 'mpls'), 'ipsec'),
    peer: fields.optional('peer', address),
    interface: fields.optional('interface', text),
    bgpPeer: fields.optional('bgp_peer', address),
  }
}
