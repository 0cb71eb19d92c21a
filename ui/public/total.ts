/** What the sums of all provinces come to. */
import type { WirePublic } from '../../collector/serve/wire-access.ts'

type Sum = WirePublic['provinces'][number]

export function totalOf(provinces: readonly Sum[]): Omit<Sum, 'province'> {
  const statuses = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0, none: 0 }
  let satker = 0
  for (const sum of provinces) {
    satker += sum.satker
    for (const status of Object.keys(statuses) as (keyof typeof statuses)[])
      statuses[status] += sum.statuses[status]
  }
  return { satker, statuses }
}
