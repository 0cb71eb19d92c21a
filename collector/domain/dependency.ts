import { awaitsVisit, type Belief } from './belief.ts'
import { isGone } from './status.ts'

/** The first and the last of the sweeps that a link lost in a row. */
export interface Silence {
  from: number
  to: number
}

/**
 * How a parent stands to a child that fell silent: `alive` answered during the silence, `unsettled` is
 * suspect, or has not been asked since, or came back only after the child was last asked; `gone` is down or
 * unreachable, of `unknown` nothing is known.
 */
export type ParentStanding = 'alive' | 'unsettled' | 'gone' | 'unknown'

export function standingOf(parent: Belief, silence: Silence): ParentStanding {
  if (isGone(parent.status)) return 'gone'
  if (parent.status === 'unknown')
    return parent.firstMissAt === null && !awaitsVisit(parent) ? 'unknown' : 'unsettled'
  const { firstAnswerAt, lastAnswerAt } = parent
  // A suspect has no answers in a row.
  if (firstAnswerAt === null || lastAnswerAt === null) return 'unsettled'
  return lastAnswerAt >= silence.from && firstAnswerAt <= silence.to ? 'alive' : 'unsettled'
}

/**
 * Whose silence a child's is: its `own` (down), that of what it `hangs` on (unreachable), or not to be
 * told yet (`hold`). Several parents are redundant: one alive is enough to make the silence its own.
 */
export function blame(parents: readonly ParentStanding[]): 'own' | 'hangs' | 'hold' {
  if (parents.length === 0 || parents.includes('alive')) return 'own'
  if (parents.includes('unsettled')) return 'hold'
  return parents.includes('unknown') ? 'own' : 'hangs'
}

/**
 * The depth of each link: 0 hangs on nothing, else one more than the deepest of what it hangs on, so that
 * going by depth judges parents first. A loop, which a checked configuration cannot have, ends the descent.
 */
export function depths(links: readonly { id: string; dependsOn: string[] }[]): Map<string, number> {
  const byId = new Map(links.map((link) => [link.id, link]))
  const known = new Map<string, number>()
  const depthOf = (id: string, path: Set<string>): number => {
    const before = known.get(id)
    if (before !== undefined) return before
    if (path.has(id)) return 0
    path.add(id)
    const parents = byId.get(id)?.dependsOn.filter((parent) => byId.has(parent)) ?? []
    const depth = parents.length === 0 ? 0 : 1 + Math.max(...parents.map((parent) => depthOf(parent, path)))
    path.delete(id)
    known.set(id, depth)
    return depth
  }
  for (const link of links) depthOf(link.id, new Set())
  return known
}
