import { afterSweep, type Belief, beliefOf, isSuspect } from './belief.ts'
import { depths } from './dependency.ts'
import { interfaceHoldsMs, limits, tickMs } from './story.test-kit.ts'
import type { LinkStatus, StatusChange } from './status.ts'
import { judge } from './verdict.ts'

/** What each link hangs on, by id, and its patience where it is not the usual. */
export type Wiring = Record<string, { on: string[]; downAfter?: number }>

/** When a line itself is cut, in rounds, the end not included. */
export interface Cut {
  link: string
  from: number
  to: number
}

export interface Play {
  wiring: Wiring
  cuts: readonly Cut[]
  rounds: number
  /** The order of the sweeps within a round, all links once; the same for ever, or one for each round. */
  order(round: number): readonly string[]
  /** Whether silent children are judged again whenever their parent has been. */
  summons: boolean
  before?: LinkStatus
}

export interface Outcome {
  changes: StatusChange[]
  beliefs: Map<string, Belief>
  held: Set<string>
}

/** Whether an echo reaches the link: its own line stands, and so does a way to it. */
export function answers({ wiring, cuts }: Pick<Play, 'wiring' | 'cuts'>, link: string, at: number): boolean {
  const isCut = cuts.some((cut) => cut.link === link && at >= cut.from * tickMs && at < cut.to * tickMs)
  const on = wiring[link]?.on ?? []
  return !isCut && (on.length === 0 || on.some((parent) => answers({ wiring, cuts }, parent, at)))
}

/** Lives through rounds of sweeps, each link at its own moment of the round. */
export function playThrough(play: Play): Outcome {
  const ids = Object.keys(play.wiring)
  const beliefs = new Map(ids.map((id) => [id, beliefOf(play.before ?? 'unknown', -1, -1)]))
  const changes: StatusChange[] = []
  const held = new Set<string>()
  const depthOf = depths(ids.map((id) => ({ id, dependsOn: play.wiring[id]?.on ?? [] })))
  const known = (id: string): Belief => {
    const belief = beliefs.get(id)
    if (!belief) throw new Error(`No link "${id}" in this play.`)
    return belief
  }
  const judgeOne = (link: string, at: number): void => {
    const { on = [], downAfter = limits.downAfter } = play.wiring[link] ?? {}
    const parents = on.map((id) => ({ id, belief: known(id) }))
    const bench = {
      link,
      limits: { ...limits, downAfter, lossRatio: 1 },
      parents,
      at,
      interfaceHoldsMs,
      layers: null,
    }
    const verdict = judge(known(link), bench)
    beliefs.set(link, verdict.belief)
    if (verdict.held) held.add(link)
    else held.delete(link)
    if (verdict.change) changes.push(verdict.change)
    if (!play.summons) return
    const silent = ids.filter((id) => play.wiring[id]?.on.includes(link) && known(id).firstMissAt !== null)
    for (const child of silent.toSorted((a, b) => (depthOf.get(a) ?? 0) - (depthOf.get(b) ?? 0)))
      judgeOne(child, at)
  }
  for (let round = 0; round < play.rounds; round++) {
    play.order(round).forEach((link, place) => {
      const at = round * tickMs + Math.floor((place * tickMs) / ids.length)
      const rttsMs = answers(play, link, at) ? [10] : Array.from({ length: 9 }, () => null)
      beliefs.set(link, afterSweep(known(link), { at, rttsMs, whole: 9 }))
      judgeOne(link, at)
    })
  }
  return { changes, beliefs, held }
}

export function changesOfLink({ changes }: Outcome, link: string): StatusChange[] {
  return changes.filter((change) => change.link === link)
}

export function isSettled({ beliefs, held }: Outcome): boolean {
  return held.size === 0 && ![...beliefs.values()].some(isSuspect)
}
