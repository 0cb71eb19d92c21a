import type { Maintenance } from './calendar.ts'
import type { Link } from './link.ts'
import type { Network } from './network.ts'

/** A planned period, with the links that it covers. */
export interface MaintenanceWindow extends Pick<Maintenance, 'from' | 'to' | 'reason'> {
  /** Ids, at least one. */
  links: string[]
}

type Maintained = Pick<Network, 'contracts' | 'satker' | 'links' | 'maintenance'>

/**
 * The periods that have not ended at `now`, by the links they cover: those named, and those of the satker, the
 * province and the provider that they name. One that covers no link is none.
 */
export function maintenanceWindows(network: Maintained, now: number): MaintenanceWindow[] {
  const coming = network.maintenance.filter(({ to }) => to > now)
  if (coming.length === 0) return []
  const provinces = new Map(network.satker.map(({ code, province }) => [code, province]))
  const providers = new Map(network.contracts.map(({ id, provider }) => [id, provider]))
  const known = new Set(network.links.map(({ id }) => id))
  const bySatker = Map.groupBy(network.links, ({ satker }) => satker)
  const byProvince = Map.groupBy(network.links, ({ satker }) => provinces.get(satker) ?? null)
  const byProvider = Map.groupBy(network.links, ({ contract }) =>
    contract === null ? null : (providers.get(contract) ?? null),
  )
  return coming.flatMap(({ links, satker, province, provider, from, to, reason }) => {
    const covered = new Set([
      ...links.filter((id) => known.has(id)),
      ...satker.flatMap((code) => idsOf(bySatker.get(code))),
      ...(province === null ? [] : idsOf(byProvince.get(province))),
      ...(provider === null ? [] : idsOf(byProvider.get(provider))),
    ])
    return covered.size === 0 ? [] : { links: [...covered], from, to, reason }
  })
}

function idsOf(links: Link[] = []): string[] {
  return links.map(({ id }) => id)
}
