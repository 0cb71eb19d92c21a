import { kanwilOf } from './province.ts'
import type { LinkStatus } from './status.ts'

/** Fewer offices than this would let a sum tell of one. */
const fewest = 3

export type PublicStatus = LinkStatus | 'none'

export interface PublicSum {
  /** Kemendagri code of the province of a Kanwil; null for those of too few satker, summed as one. */
  province: string | null
  satker: number
  /** How many are what; `none` has no line. */
  statuses: Record<PublicStatus, number>
}

/**
 * The satker of each Kanwil counted by status, the Kanwil of fewer than three together as one; where these are still
 * fewer than three, the smallest other Kanwil joins them, until they are enough. So no sum is of one or two
 * offices; a network that has no more than two has no sums.
 */
export function publicSums(satker: readonly { province: string; status: LinkStatus | null }[]): PublicSum[] {
  const provinces = [...Map.groupBy(satker, ({ province }) => kanwilOf(province))]
    .map(([province, own]) => sumOf(province, own))
    .toSorted((one, other) => one.satker - other.satker || compare(one.province, other.province))
  const few = { ...sumOf(null, []), satker: 0 }
  while (provinces[0] && (provinces[0].satker < fewest || (few.satker > 0 && few.satker < fewest))) {
    addTo(few, provinces.shift()!)
  }
  const told = provinces.toSorted((one, other) => compare(one.province, other.province))
  return few.satker < fewest ? told : [...told, few]
}

function sumOf(province: string | null, satker: readonly { status: LinkStatus | null }[]): PublicSum {
  const statuses = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0, none: 0 }
  for (const { status } of satker) statuses[status ?? 'none'] += 1
  return { province, satker: satker.length, statuses }
}

function addTo(sum: PublicSum, other: PublicSum): void {
  sum.satker += other.satker
  for (const status of Object.keys(sum.statuses) as PublicStatus[]) {
    sum.statuses[status] += other.statuses[status]
  }
}

function compare(one: string | null, other: string | null): number {
  return (one ?? '') < (other ?? '') ? -1 : 1
}
