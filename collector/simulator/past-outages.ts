/** What became of every link when lines were cut: which were down, and which only behind one that was. */
import { depths } from '../domain/dependency.ts'
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import { placeOf } from '../domain/spread.ts'
import type { Evidence } from '../domain/status.ts'
import type { Spell } from './spell.ts'

/** A link went, or came back. */
export interface PastStep {
  at: number
  to: 'up' | 'down' | 'unreachable'
  because: string | null
  evidence: Evidence[]
}

export interface Span {
  from: number
  /** Infinity: it goes on. */
  to: number
}

export interface PastOutages {
  /** By link, in order. */
  steps: Map<string, PastStep[]>
  /** By link: when it did not carry. */
  dead: Map<string, Span[]>
  /** By router: when nobody heard it, because none of its links carried. */
  silent: Map<string, Span[]>
}

export function outagesOf(network: Network, cuts: readonly Spell[]): PastOutages {
  return new Replay(network).run(cuts)
}

class Replay {
  readonly #network: Network
  readonly #links: Map<string, Link>
  readonly #children: Map<string, Link[]>
  readonly #ofRouter: Map<string, Link[]>
  readonly #depth: Map<string, number>
  /** How many cuts lie over a link. */
  readonly #cuts = new Map<string, number>()
  readonly #past: PastOutages = { steps: new Map(), dead: new Map(), silent: new Map() }

  constructor(network: Network) {
    this.#network = network
    this.#links = new Map(network.links.map((link) => [link.id, link]))
    this.#depth = depths(network.links)
    this.#ofRouter = Map.groupBy(network.links, (link) => link.router)
    this.#children = new Map()
    for (const link of network.links) {
      for (const parent of link.dependsOn) {
        this.#children.set(parent, [...(this.#children.get(parent) ?? []), link])
      }
    }
  }

  run(cuts: readonly Spell[]): PastOutages {
    const turns = cuts
      .flatMap(({ link, from, to }) => [
        { at: from, link, add: 1 },
        { at: to, link, add: -1 },
      ])
      .filter(({ at }) => at < Infinity)
    const byTime = Map.groupBy(turns, ({ at }) => at)
    for (const at of [...byTime.keys()].toSorted((a, b) => a - b)) {
      const turned = byTime.get(at)!
      for (const { link, add } of turned) this.#cuts.set(link, (this.#cuts.get(link) ?? 0) + add)
      this.#settle(new Set(turned.map(({ link }) => link)), at)
    }
    return this.#past
  }

  /** Parents first: what a child is depends on what they are. */
  #settle(turned: Set<string>, at: number): void {
    const touched = this.#inDepth(turned)
    for (const link of touched) mark(this.#past.dead, link.id, at, !this.#carries(link))
    const routers = new Set(touched.map(({ router }) => router))
    for (const router of routers)
      mark(this.#past.silent, router, at, this.#ofRouter.get(router)!.every(this.#isDead))
    const seen = new Set([...routers].flatMap((router) => this.#ofRouter.get(router)!.map(({ id }) => id)))
    for (const link of this.#inDepth(seen)) this.#judge(link, at)
  }

  /** These links and all behind them. */
  #inDepth(ids: Set<string>): Link[] {
    const found = new Set<Link>()
    const waiting = [...ids].map((id) => this.#links.get(id)!)
    for (let link = waiting.pop(); link; link = waiting.pop()) {
      if (found.has(link)) continue
      found.add(link)
      waiting.push(...(this.#children.get(link.id) ?? []))
    }
    return [...found].toSorted((a, b) => this.#depth.get(a.id)! - this.#depth.get(b.id)!)
  }

  #carries(link: Link): boolean {
    if ((this.#cuts.get(link.id) ?? 0) > 0) return false
    return link.dependsOn.length === 0 || link.dependsOn.some((id) => !this.#isDead({ id }))
  }

  readonly #isDead = ({ id }: { id: string }): boolean => this.#past.dead.get(id)?.at(-1)?.to === Infinity

  #judge(link: Link, at: number): void {
    const steps = this.#past.steps.get(link.id) ?? []
    const last = steps.at(-1)
    const was = last?.to ?? 'up'
    const { to, what } = this.#statusOf(link, was)
    if (to === was) return
    const parent = to === 'unreachable' ? link.dependsOn[0]! : null
    const seenAt = this.#seenAt(link, what, at)
    const parents = link.dependsOn.map((id) => this.#past.steps.get(id)?.at(-1)?.at ?? 0)
    const then = Math.max(
      seenAt,
      (last?.at ?? 0) + 1,
      ...(to === 'down' ? [] : parents.filter((one) => one >= at)),
    )
    const gone: Evidence[] =
      parent === null ? [] : [{ at: this.#past.steps.get(parent)!.at(-1)!.at, what: 'parent-gone' }]
    this.#past.steps.set(link.id, [
      ...steps,
      { at: then, to, because: parent, evidence: [{ at: then, what }, ...gone] },
    ])
  }

  /** Where its router is still heard over another link, it is the interface that tells. */
  #statusOf(link: Link, was: PastStep['to']): Pick<PastStep, 'to'> & { what: Evidence['what'] } {
    const isHeard = !this.#ofRouter.get(link.router)!.every(this.#isDead)
    if (!this.#isDead(link)) return { to: 'up', what: 'answered' }
    if (isHeard) return { to: 'down', what: 'interface-down' }
    const hangs = link.dependsOn.length > 0 && link.dependsOn.every((id) => this.#isDead({ id }))
    return { to: hangs && was !== 'down' ? 'unreachable' : 'down', what: 'silent' }
  }

  /** At the next sweep, or at the next visit, each of which has its place for every link. */
  #seenAt(link: Link, what: Evidence['what'], at: number): number {
    const { icmp, snmpEveryMs } = this.#network
    const everyMs = what === 'interface-down' ? snmpEveryMs : icmp.everyMs
    const phase = placeOf(link.id, everyMs)
    return Math.ceil((at - phase) / everyMs) * everyMs + phase
  }
}

function mark(spans: Map<string, Span[]>, id: string, at: number, isOn: boolean): void {
  const known = spans.get(id) ?? []
  const last = known.at(-1)
  const wasOn = last?.to === Infinity
  if (isOn === wasOn) return
  if (isOn) known.push({ from: at, to: Infinity })
  else last!.to = at
  spans.set(id, known)
}
