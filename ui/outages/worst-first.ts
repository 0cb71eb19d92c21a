/** What needs action: satker in trouble by root cause, the worst first, those merely behind one folded under it. */
import type { LinkStatus } from '../../collector/domain/status.ts'
import type { WireLink, WireSatker } from '../../collector/serve/wire.ts'
import type { ById } from '../state/keyed.ts'

/** What of a link tells whose fault it is. */
type Standing = Pick<WireLink, 'id' | 'satker' | 'role' | 'status' | 'dependsOn'>

export interface Trouble {
  satker: WireSatker
  /** Id of the link that explains it best. */
  link: string
  /** Satker that are unreachable because of it. */
  behind: WireSatker[]
}

const gravity: Record<LinkStatus, number> = { down: 0, unreachable: 1, degraded: 2, unknown: 3, up: 4 }

export const gravities = 6

/** For sorting, 0..5: the worst status first; what has no links last. */
export function gravityOf(status: LinkStatus | null): number {
  return status === null ? 5 : gravity[status]
}

/** How many are how; those without links are in none. `heaps`: by gravity. */
export function countsOf(heaps: readonly (readonly unknown[])[]): Record<LinkStatus, number> {
  const count = (status: LinkStatus) => heaps[gravity[status]]?.length ?? 0
  return {
    up: count('up'),
    degraded: count('degraded'),
    down: count('down'),
    unreachable: count('unreachable'),
    unknown: count('unknown'),
  }
}

/** The worst of a satker's links; of two alike the primary one. */
export function worstLink<T extends Pick<WireLink, 'role' | 'status'>>(links: readonly T[]): T | undefined {
  const rank = (link: T) => gravity[link.status] * 2 + (link.role === 'primary' ? 0 : 1)
  return links.toSorted((a, b) => rank(a) - rank(b))[0]
}

/** `heaps`: satker by gravity. */
export function worstFirst(
  heaps: readonly (readonly WireSatker[])[],
  links: ById<Standing>,
  linksOf: (code: string) => readonly Standing[],
): Trouble[] {
  const troubles = new Map<string, Trouble>()
  for (const one of (['down', 'unreachable', 'degraded'] as const).flatMap(
    (status) => heaps[gravity[status]] ?? [],
  )) {
    const link = worstLink(linksOf(one.code))
    if (link) troubles.set(one.code, { satker: one, link: link.id, behind: [] })
  }
  for (const { satker: one } of troubles.values()) {
    if (one.status !== 'unreachable') continue
    const root = linksOf(one.code)
      .flatMap((link) => rootsOf(link, links))
      .map((code) => troubles.get(code))
      .find((trouble) => trouble && trouble.satker.status !== 'unreachable')
    if (!root) continue
    root.behind.push(one)
    troubles.delete(one.code)
  }
  return [...troubles.values()].sort(byGravity)
}

/** Codes of the satker whose link is down at the end of the chain that this one hangs on. */
function rootsOf(link: Standing, links: ById<Standing>, seen = new Set<string>()): string[] {
  if (seen.has(link.id)) return []
  seen.add(link.id)
  return link.dependsOn.flatMap((id) => {
    const parent = links.get(id)
    if (parent?.status === 'down') return [parent.satker]
    return parent?.status === 'unreachable' ? rootsOf(parent, links, seen) : []
  })
}

/** A root with others behind it before all; then by status; then whoever has waited longest. */
function byGravity(a: Trouble, b: Trouble): number {
  const rank = (trouble: Trouble) => (trouble.behind.length > 0 ? 0 : gravityOf(trouble.satker.status))
  return (
    rank(a) - rank(b) ||
    b.behind.length - a.behind.length ||
    (a.satker.since ?? Infinity) - (b.satker.since ?? Infinity) ||
    a.satker.code.localeCompare(b.satker.code)
  )
}
