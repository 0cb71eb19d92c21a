/** When lines of a made-up past were beyond their limits: full, or lossy. */
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import type { EvidenceKind } from '../domain/status.ts'
import type { Spell } from './spell.ts'
import { bitsPerSecondAt, trafficOf } from './traffic.ts'
import type { Flow } from './traffic.ts'
import { zoneOffsets } from './zone-offset.ts'

export interface Degraded extends Spell {
  what: Extract<EvidenceKind, 'load' | 'loss'>
}

const stepMs = 300_000
/** As the judge has it: a limit is left only below this share of it. */
const shareToReturn = 0.8

/** By link, in order; they may overlap. */
export function degradedSpells(
  network: Network,
  lossy: readonly Spell[],
  from: number,
  to: number,
): Map<string, Degraded[]> {
  const satker = new Map(network.satker.map((one) => [one.code, one]))
  const offsets = zoneOffsets(network.satker)
  const full = network.links.flatMap((link) => {
    const owner = satker.get(link.satker)!
    const traffic = trafficOf(link, owner, network.simulator.seed, offsets.get(owner.timezone)!)
    return fullSpells(link, traffic.in, from, to)
  })
  const lost = lossy.map((spell): Degraded => ({ ...spell, what: 'loss' }))
  const inOrder = [...full, ...lost].toSorted((a, b) => a.from - b.from)
  return Map.groupBy(inOrder, ({ link }) => link)
}

/** The way to the office is the busier one. */
function fullSpells(link: Link, flow: Flow, from: number, to: number): Degraded[] {
  const limit = link.limits.loadRatio
  if (link.bandwidth === null || flow.peakOctetsPerMs < limit * flow.ceilingOctetsPerMs) return []
  const spells: Degraded[] = []
  let since: number | null = null
  for (let at = Math.ceil(from / stepMs) * stepMs; at < to; at += stepMs) {
    const load = bitsPerSecondAt(flow, at) / link.bandwidth.downBitsPerSecond
    if (since === null && load > limit) since = at
    else if (since !== null && load < limit * shareToReturn) {
      spells.push({ link: link.id, from: since, to: at, what: 'load' })
      since = null
    }
  }
  if (since !== null) spells.push({ link: link.id, from: since, to: Infinity, what: 'load' })
  return spells
}
