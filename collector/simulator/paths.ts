/** Which links carry: none that is cut, and none all of whose parents are gone. */
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import type { FaultPlan } from './fault-plan.ts'

export class Paths {
  readonly #links: Map<string, Link>
  readonly #plan: FaultPlan
  readonly #cutInFile: ReadonlySet<string>
  readonly #cutByHand: ReadonlySet<string>
  readonly #tunnelDown: ReadonlySet<string>
  readonly #sessionDown: ReadonlySet<string>

  /** @param cutByHand is looked at anew each time: it may change under way. */
  constructor(network: Network, plan: FaultPlan, cutByHand: ReadonlySet<string>) {
    this.#links = new Map(network.links.map((link) => [link.id, link]))
    this.#plan = plan
    this.#cutInFile = new Set(network.simulator.cut)
    this.#cutByHand = cutByHand
    this.#tunnelDown = new Set(network.simulator.tunnelDown)
    this.#sessionDown = new Set(network.simulator.sessionDown)
  }

  /** The link itself is whole, and the router at its end has power. */
  isWhole(link: Link, at: number): boolean {
    const isHeld = this.#cutInFile.has(link.id) || this.#cutByHand.has(link.id)
    return !isHeld && !this.#plan.isCut(link.id, at) && !this.#plan.isOff(link.router, at)
  }

  /** Whatever is in the way of its tunnel, but for a line that is gone. */
  isTunnelBroken({ id }: Link, at: number): boolean {
    return this.#tunnelDown.has(id) || this.#plan.isTunnelDown(id, at)
  }

  /** As `isTunnelBroken`: but for a line or a tunnel that is gone. */
  isSessionBroken({ id }: Link, at: number): boolean {
    return this.#sessionDown.has(id) || this.#plan.isSessionDown(id, at)
  }

  /** It is whole, and so is a way from its far end to the centre. */
  isAlive(link: Link, at: number): boolean {
    return this.#isAlive(link, at, new Map())
  }

  /** @param known asks each parent once, however many ways lead to it. */
  #isAlive(link: Link, at: number, known: Map<string, boolean>): boolean {
    const answer = known.get(link.id)
    if (answer !== undefined) return answer
    known.set(link.id, false)
    const parents = link.dependsOn.flatMap((id) => this.#links.get(id) ?? [])
    const hasWay = () => parents.length === 0 || parents.some((parent) => this.#isAlive(parent, at, known))
    const isAlive = this.isWhole(link, at) && hasWay()
    known.set(link.id, isAlive)
    return isAlive
  }
}
