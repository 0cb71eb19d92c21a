/** What the simulator would have done to the lines of a network, had it played: its plan, looked at in steps. */
import type { Network } from '../domain/network.ts'
import { planFaults } from './fault-plan.ts'
import { Paths } from './paths.ts'
import type { Spell, Trouble } from './spell.ts'

/** The shortest outage of the plan is two minutes. */
const stepMs = 30_000
const lossyEveryMs = 600_000

/** What is not over at the end goes on: the simulator will play the rest. */
export function playedTrouble(network: Network, from: number, to: number): Trouble {
  const plan = planFaults(network)
  const paths = new Paths(network, plan, new Set())
  const cuts = new Spells()
  const lossy = new Spells()
  for (let at = from; at < to; at += stepMs) {
    for (const link of network.links) cuts.see(link.id, at, !paths.isWhole(link, at))
    if ((at - from) % lossyEveryMs > 0) continue
    for (const link of network.links) lossy.see(link.id, at, plan.lossRatioOf(link.router, at) > 0)
  }
  return { cuts: cuts.all(), lossy: lossy.all() }
}

class Spells {
  readonly #open = new Map<string, Spell>()
  readonly #over: Spell[] = []

  see(link: string, at: number, ails: boolean): void {
    const open = this.#open.get(link)
    if (ails === (open !== undefined)) return
    if (open === undefined) {
      this.#open.set(link, { link, from: at, to: Infinity })
    } else {
      this.#over.push({ ...open, to: at })
      this.#open.delete(link)
    }
  }

  all(): Spell[] {
    return [...this.#over, ...this.#open.values()]
  }
}
