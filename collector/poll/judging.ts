import type { LayerBench } from '../domain/layer-findings.ts'
import { lastKnownLayers } from '../domain/last-known-layers.ts'
import type { StatusChange } from '../domain/status.ts'
import { judge, type Parent } from '../domain/verdict.ts'
import { judgeLayers, type LayerStep } from '../domain/vpn-layers.ts'
import type { Fleet } from './fleet.ts'
import type { TrackedLink } from './tracked-link.ts'

/** When it is judged, and for how long the word of a visit, of an echo and of IKE holds. */
export type Moment = Pick<LayerBench, 'at' | 'holdsMs'>

export interface Judged {
  changes: StatusChange[]
  layers: LayerStep[]
  touched: Set<TrackedLink>
}

/**
 * Judges links that were heard of, parents before children, and with each the children that were silent and
 * waited for word of it. Answers with the changes in that order.
 */
export function judgeLinks(fleet: Fleet, heard: Iterable<TrackedLink>, moment: Moment): Judged {
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
  const layers: LayerStep[] = []
  for (let depth = 0; depth < byDepth.length; depth++) {
    for (const one of byDepth[depth] ?? []) {
      const step = judgeLayersOf(fleet, one, moment)
      if (step) layers.push(step)
      const change = judgeOne(fleet, one, moment)
      if (change) changes.push(change)
      for (const child of fleet.childrenOf(one.link.id)) {
        if (child.belief.firstMissAt !== null) summon(child)
      }
    }
  }
  return { changes, layers, touched }
}

/** Before the status, which rests on them. */
function judgeLayersOf(fleet: Fleet, one: TrackedLink, moment: Moment): LayerStep | null {
  const { link, belief, isGatewayShared, routerAddress } = one
  const { id, vpn, endpoint, reach, limits } = link
  const { tunnel, ipsec, session, kept } = one.vpn
  const isFound = tunnel ?? ipsec ?? session ?? kept.tunnel ?? kept.session
  if (vpn === null && isFound === null) return null
  const isRouterReachedElsewhere = fleet
    .linksOfRouter(link.router)
    .some((other) => other !== one && other.belief.lastAnswerAt !== null && other.belief.firstMissAt === null)
  const seat = { link: id, vpn, endpoint, reach, routerAddress, isGatewayShared, isRouterReachedElsewhere }
  const bench = { ...seat, isAgentAsked: one.snmp !== 'off', belief, limits, ...moment }
  const judged = judgeLayers(one.vpn, bench)
  one.vpn = judged.belief
  return judged.step
}

function judgeOne(fleet: Fleet, one: TrackedLink, { at, holdsMs }: Moment): StatusChange | null {
  const { belief, change } = judge(one.belief, {
    link: one.link.id,
    limits: one.link.limits,
    parents: parentsToAsk(fleet, one),
    at,
    interfaceHoldsMs: holdsMs.visit,
    layers: lastKnownLayers(one.vpn, one.link.vpn),
  })
  one.belief = belief
  return change
}

const noParents: readonly Parent[] = []

/** Whose fault a silence is rests on what it hangs on; of one that answers nobody asks. */
function parentsToAsk(fleet: Fleet, one: TrackedLink): readonly Parent[] {
  if (one.belief.firstMissAt === null || one.link.dependsOn.length === 0) return noParents
  return fleet.parentsOf(one).map(({ link, belief }) => ({ id: link.id, belief }))
}
