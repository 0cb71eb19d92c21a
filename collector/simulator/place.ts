/** Where a satker stands in the tree of dependencies: that decides how it may fail. */
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'

export interface Place {
  code: string
  /** A hub hangs on nothing, a region hangs on a hub and carries others, an office carries nobody. */
  kind: 'hub' | 'region' | 'office'
  /** The primary first. */
  links: Link[]
  routers: string[]
  /** Codes of the satker its links hang on. */
  behind: string[]
}

/** Every satker that has links. */
export function placesOf(network: Network): Place[] {
  const owner = new Map(network.links.map((link) => [link.id, link.satker]))
  const carriers = new Set(network.links.flatMap((link) => link.dependsOn.map((id) => owner.get(id))))
  const linksOf = Map.groupBy(network.links, (link) => link.satker)
  return [...linksOf].map(([code, links]) => {
    const sorted = links.toSorted((a, b) => Number(a.role === 'backup') - Number(b.role === 'backup'))
    const behind = new Set(links.flatMap((link) => link.dependsOn.flatMap((id) => owner.get(id) ?? [])))
    const carries = carriers.has(code)
    return {
      code,
      kind: !carries ? 'office' : behind.size > 0 ? 'region' : 'hub',
      links: sorted,
      routers: [...new Set(links.map((link) => link.router))],
      behind: [...behind],
    }
  })
}
