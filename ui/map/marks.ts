/** What a mark says: of a single satker how it is, of a cluster its worst, so that nothing wrong is hidden in one. */
import type { LinkStatus } from '../../collector/domain/status.ts'
import type { WireSatker } from '../../collector/serve/wire.ts'
import { gravityOf } from '../outages/worst-first.ts'
import type { ById } from '../state/keyed.ts'
import type { StatusFilter } from '../state/place.ts'
import { discReach } from './absorb.ts'
import type { Cluster } from './clusters.ts'
import { growthOf, stepOf, type LoadStep } from './load-steps.ts'

export type HubRank = 'centre' | 'hub' | null

export interface Mark extends Cluster {
  status: LinkStatus | null
  /** How much of it is in that status, 0..1, in steps that can be seen. */
  share: number
  /** `centre`: others hang on it, and it on nobody. */
  hub: HubRank
  /** None of it is of the status that is filtered for. */
  isFaint: boolean
  inMaintenance: boolean
  /** Coloured by this step of load; null where it was not measured; undefined: coloured by status. */
  load: LoadStep | null | undefined
}

export interface Telling {
  satker: ById<Pick<WireSatker, 'status'>>
  hubs: ReadonlySet<string>
  centres: ReadonlySet<string>
  inMaintenance: ReadonlySet<string>
  filter: StatusFilter | null
  /** Null: coloured by status. */
  loadOf: ((code: string) => number | null) | null
}

/** So that the worst lies on top; of those alike the clusters and the hubs. */
export function worstLast(marks: readonly Mark[]): Mark[] {
  return marks.toSorted((a, b) => gravityOf(b.status) - gravityOf(a.status) || weightOf(a) - weightOf(b))
}

export function markOf(
  cluster: Cluster,
  { satker, hubs, centres, inMaintenance, filter, loadOf }: Telling,
): Mark {
  let status: LinkStatus | null = null
  let alike = 0
  let load: number | null = null
  let hub: HubRank = null
  let isFaint = filter !== null
  for (const { code } of cluster.places) {
    const one = satker.get(code)?.status ?? null
    if (gravityOf(one) < gravityOf(status)) [status, alike] = [one, 0]
    if (one === status) alike++
    if (hubs.has(code)) hub = hub === 'centre' || centres.has(code) ? 'centre' : 'hub'
    if ((one ?? 'none') === filter) isFaint = false
    const part = loadOf?.(code) ?? null
    if (part !== null && (load === null || part > load)) load = part
  }
  return {
    ...cluster,
    status,
    share: Math.ceil((alike / cluster.places.length) * shareSteps) / shareSteps,
    hub,
    isFaint,
    inMaintenance: cluster.places.length === 1 && inMaintenance.has(cluster.places[0]!.code),
    load: loadOf ? (load === null ? null : stepOf(load)) : undefined,
  }
}

/** Of a ring, as finely as it can be told. */
const shareSteps = 12

export function saysTheSame(a: Mark, b: Mark): boolean {
  return (
    a.places === b.places &&
    a.status === b.status &&
    a.share === b.share &&
    a.hub === b.hub &&
    a.isFaint === b.isFaint &&
    a.inMaintenance === b.inMaintenance &&
    a.load === b.load
  )
}

function weightOf(mark: Mark): number {
  return mark.hub === 'centre' ? 3 : mark.hub === 'hub' ? 2 : isCluster(mark) ? 1 : 0
}

/** Of the ring round a hub. */
export function hubRadius(hub: HubRank): number {
  return hub === 'centre' ? 7.5 : 6
}

export function isCluster(mark: Cluster): boolean {
  return mark.places.length > 1
}

/** Nothing to see here: drawn small and quiet. */
export function isQuiet({ status }: Mark): boolean {
  return status === 'up' || status === null
}

/** Of a cluster's disc, in pixels at the usual size: it grows with what it stands for, but slowly. */
export function discRadius(mark: Mark): number {
  return discReach(mark) - (isQuiet(mark) ? 2.4 : 0)
}

/** How much larger than usual a single mark is drawn. */
export function growthOfMark({ load }: Mark): number {
  return load ? growthOf(load) : 1
}

export function hasHalo(mark: Mark): boolean {
  return mark.status === 'down' && mark.load === undefined
}

/** How far a mark reaches from its middle, its halo or ring included, in pixels at the usual size. */
export function reachOf(mark: Mark): number {
  if (isCluster(mark)) return discRadius(mark)
  if (hasHalo(mark)) return 11
  return mark.hub ? hubRadius(mark.hub) : 6 * growthOfMark(mark)
}
