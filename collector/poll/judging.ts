import type { StatusChange } from '../domain/status.ts'
import { judge } from '../domain/verdict.ts'
import type { Fleet } from './fleet.ts'
import type { TrackedLink } from './tracked-link.ts'

/**
 * Judges links that were heard of, parents before children, and with each the children that were silent and
 * waited for word of it. Answers with the changes in that order.
 */
export function judgeLinks(
  fleet: Fleet,
  heard: Iterable<TrackedLink>,
  { at, interfaceHoldsMs }: { at: number; interfaceHoldsMs: number },
): { changes: StatusChange[]; touched: Set<TrackedLink> } {
  const byDepth: TrackedLink[][] = []
  const touched = new Set<TrackedLink>()
  const summon = (one: TrackedLink): void => {
    if (touched.has(one)) return
    touched.add(one)
    const level = (byDepth[one.depth] ??= [])
    level.push(one)
  }
  for (const one of heard) summon(one)
  const changes: StatusChange[] = []
  for (let depth = 0; depth < byDepth.length; depth++) {
    for (const one of byDepth[depth] ?? []) {
      const change = judgeOne(fleet, one, at, interfaceHoldsMs)
      if (change) changes.push(change)
      for (const child of fleet.childrenOf(one.link.id)) {
        if (child.belief.firstMissAt !== null) summon(child)
      }
    }
  }
  return { changes, touched }
}

function judgeOne(fleet: Fleet, one: TrackedLink, at: number, interfaceHoldsMs: number): StatusChange | null {
  const parents = fleet.parentsOf(one).map(({ link, belief }) => ({ id: link.id, belief }))
  const { belief, change } = judge(one.belief, {
    link: one.link.id,
    limits: one.link.limits,
    parents,
    at,
    interfaceHoldsMs,
  })
  one.belief = belief
  return change
}
