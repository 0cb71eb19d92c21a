import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import { isWithin, type Scope } from '../domain/scope.ts'
import type { PolledLinkDetail, PolledSatkerDetail, WireLinkDetail } from '../serve/wire.ts'
import type { Fleet } from './fleet.ts'
import { routerDetail } from './router-detail.ts'
import type { SeenRouters } from './seen-routers.ts'

export interface Known {
  network: Network
  fleet: Fleet
  seen: SeenRouters
}

/**
 * One satker with all that is known of its routers and contracts; null where there is none of that code, or it
 * is beyond the scope.
 */
export function satkerDetail(
  scope: Scope,
  code: string,
  { network, fleet, seen }: Known,
): PolledSatkerDetail | null {
  const satker = network.satker.find((each) => each.code === code)
  if (!satker || !isWithin(satker, scope)) return null
  const routers = network.routers.filter((router) => router.satker === code)
  const links = network.links.filter((link) => link.satker === code)
  return {
    code,
    portals: satker.portals,
    routers: routers.map((router) =>
      routerDetail(
        router,
        fleet.linksOfRouter(router.id),
        seen.of(router.id),
        seen.identities.get(router.id) ?? null,
      ),
    ),
    links: links.map((link) => linkDetail(link, network)),
  }
}

function linkDetail(link: Link, network: Network): PolledLinkDetail {
  const { id, interface: name, reach, limits, monthlyFee, vpn } = link
  return { id, interface: name, reach, limits, monthlyFee, vpn, contract: contractOf(link, network) }
}

function contractOf({ contract: id }: Link, { contracts, providers }: Network): WireLinkDetail['contract'] {
  const contract = contracts.find((each) => each.id === id)
  if (!contract) return null
  const provider = providers.find((each) => each.id === contract.provider)
  const { number, from, to, availabilityRatio } = contract
  return {
    number,
    provider: provider?.name ?? contract.provider,
    phone: provider?.phone ?? null,
    from,
    to,
    availabilityRatio,
  }
}
