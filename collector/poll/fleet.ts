import { depths } from '../domain/dependency.ts'
import type { Network } from '../domain/network.ts'
import type { Router } from '../domain/router.ts'
import { placeOf } from '../domain/spread.ts'
import { afterEdit } from './link-edit.ts'
import { knownOf, type Stored } from './stored.ts'
import { type Surroundings, trackLink, type TrackedLink } from './tracked-link.ts'

/** All links and routers that are polled, with what hangs on what, and when each has its turn. */
export class Fleet {
  #links = new Map<string, TrackedLink>()
  #children = new Map<string, TrackedLink[]>()
  #ofRouter = new Map<string, TrackedLink[]>()
  #routers = new Map<string, Router>()
  #slices: TrackedLink[][] = []

  get links(): Iterable<TrackedLink> {
    return this.#links.values()
  }

  get routers(): Iterable<Router> {
    return this.#routers.values()
  }

  link(id: string): TrackedLink | undefined {
    return this.#links.get(id)
  }

  router(id: string): Router | undefined {
    return this.#routers.get(id)
  }

  childrenOf(id: string): readonly TrackedLink[] {
    return this.#children.get(id) ?? []
  }

  parentsOf({ link }: TrackedLink): TrackedLink[] {
    return link.dependsOn.flatMap((id) => this.#links.get(id) ?? [])
  }

  linksOfRouter(id: string): readonly TrackedLink[] {
    return this.#ofRouter.get(id) ?? []
  }

  /** The links whose turn comes in a second of the sweep. */
  slice(second: number): readonly TrackedLink[] {
    return this.#slices[second % this.#slices.length] ?? []
  }

  /**
   * Takes over a network. Links that were there go on with what is believed of them; one that was renamed
   * goes on under its new id; what is new begins with its stored status.
   */
  apply(network: Network, stored: Stored, watchedAt: number): void {
    const depthOf = depths(network.links)
    const providers = providerNames(network)
    const asked = new Set(network.routers.flatMap(({ id, snmp }) => (snmp === null ? [] : id)))
    const addresses = new Map(network.routers.map(({ id, address }) => [id, address]))
    const before = this.#links
    this.#links = new Map()
    for (const link of network.links) {
      const known = [link.id, ...link.formerly].map((id) => before.get(id)).find((one) => one !== undefined)
      const surroundings: Surroundings = {
        routerAddress: addresses.get(link.router) ?? link.endpoint,
        provider: link.contract === null ? null : (providers.get(link.contract) ?? null),
        depth: depthOf.get(link.id) ?? 0,
      }
      const tracked = known ?? trackLink(link, surroundings, knownOf(link, stored, watchedAt))
      // In place, so that a sweep or a visit on its way while the file was edited is not lost.
      Object.assign(tracked, afterEdit(tracked, link))
      this.#links.set(link.id, Object.assign(tracked, { link, ...surroundings }))
      if (asked.has(link.router) !== (tracked.snmp !== 'off'))
        tracked.snmp = asked.has(link.router) ? 'silent' : 'off'
    }
    this.#routers = new Map(network.routers.map((router) => [router.id, router]))
    this.#index(Math.max(1, Math.round(network.icmp.everyMs / 1000)))
  }

  #index(slices: number): void {
    const all = [...this.#links.values()]
    this.#ofRouter = Map.groupBy(all, ({ link }) => link.router)
    for (const twins of Map.groupBy(all, ({ link }) => link.satker).values())
      for (const one of twins) one.twins = twins.filter((other) => other !== one)
    for (const sharing of Map.groupBy(all, ({ link }) => link.vpn?.peer ?? null).values()) {
      for (const one of sharing) one.isGatewayShared = one.link.vpn?.peer != null && sharing.length > 1
    }
    this.#children = new Map()
    for (const child of all) {
      for (const parent of child.link.dependsOn) {
        const children = this.#children.get(parent)
        if (children) children.push(child)
        else this.#children.set(parent, [child])
      }
    }
    const deepest = all.filter(({ link }) => this.#children.has(link.id)).map(({ depth }) => depth)
    const reserved = Math.min(Math.floor(slices / 2), deepest.length === 0 ? 0 : Math.max(...deepest) + 1)
    this.#slices = Array.from({ length: slices }, () => [])
    for (const one of all) this.#slices[this.#sliceOf(one, slices, reserved)]?.push(one)
  }

  /** What others hang on is asked in the first seconds of a sweep, by depth; the rest evenly after. */
  #sliceOf({ link, depth }: TrackedLink, slices: number, reserved: number): number {
    if (this.#children.has(link.id) && depth < reserved) return depth
    return reserved + placeOf(link.id, Math.max(1, slices - reserved))
  }
}

function providerNames(network: Network): Map<string, string> {
  const names = new Map(network.providers.map((provider) => [provider.id, provider.name]))
  return new Map(
    network.contracts.map((contract) => [contract.id, names.get(contract.provider) ?? contract.provider]),
  )
}
