/** A router that is only played: what it knows of itself at a moment, or its silence. */
import type { Link } from '../domain/link.ts'
import type { Router } from '../domain/router.ts'
import type { Satker } from '../domain/satker.ts'
import { hashText, roll, rollBetween } from './dice.ts'
import type { FaultPlan } from './fault-plan.ts'
import { lanView, loopback } from './local-interfaces.ts'
import { compare } from './mib-object.ts'
import type { Paths } from './paths.ts'
import { PlayedLink } from './played-link.ts'
import type { InterfaceView, RouterView, SessionView } from './router-view.ts'
import { trafficOf } from './traffic.ts'

/** A router's surroundings: the same for all of a network. */
export interface Stage {
  seed: number
  /** By code. */
  satker: Map<string, Satker>
  /** By zone. */
  offsetsMs: Map<string, number>
  plan: FaultPlan
  paths: Paths
}

export interface Reply {
  view: RouterView
  /** How long the answer is under way. */
  delayMs: number
}

/** There and back, by medium: from and to. */
const delaysMs: Record<Link['medium'], [number, number]> = {
  fiber: [4, 35],
  copper: [20, 45],
  radio: [18, 60],
  cellular: [45, 130],
  vsat: [560, 640],
}
const wrap = 2 ** 32

export class PlayedRouter {
  readonly #router: Router
  #stage: Stage
  /** The primary first: an answer comes over the first that is alive. */
  #links: Link[] = []
  /** As they stand in the configuration. */
  #played: PlayedLink[] = []

  constructor(router: Router, links: Link[], stage: Stage, at: number) {
    this.#router = router
    this.#stage = stage
    this.apply(links, stage, at)
  }

  /** Takes on another configuration; the counters of a link that stays go on without a step. */
  apply(links: Link[], stage: Stage, at: number): void {
    const before = new Map(this.#played.map((played) => [played.link.id, played]))
    this.#stage = stage
    this.#links = links.toSorted((a, b) => Number(a.role === 'backup') - Number(b.role === 'backup'))
    const bootedAt = stage.plan.bootedAt(this.#router.id, at)
    this.#played = links.map((link) => {
      const satker = stage.satker.get(link.satker)!
      const traffic = trafficOf(link, satker, stage.seed, stage.offsetsMs.get(satker.timezone)!)
      const played = before.get(link.id)
      return new PlayedLink(link, traffic, bootedAt, played && { played, at })
    })
  }

  /** Sees what has become of its links; to be called before what keeps them cut changes, too. */
  observe(at: number): void {
    const bootedAt = this.#stage.plan.bootedAt(this.#router.id, at)
    for (const played of this.#played) played.observe(at, bootedAt, this.#stage)
  }

  /** Null while nobody hears it: it has no power, no way out, or this question was lost. */
  reply(at: number, requestId: number): Reply | null {
    const { paths, plan, seed } = this.#stage
    this.observe(at)
    if (plan.isOff(this.#router.id, at)) return null
    const way = this.#links.find((link) => paths.isAlive(link, at))
    if (!way && this.#links.length > 0) return null
    const dice = roll(seed, hashText(`answer ${this.#router.id}`) ^ requestId, at)
    if (dice < plan.lossRatioOf(this.#router.id, at)) return null
    return { view: this.#view(at), delayMs: way ? this.#delayMs(way, dice) : 0 }
  }

  #delayMs(link: Link, dice: number): number {
    return usualDelayMs(link, this.#stage.seed) * (0.95 + 0.15 * dice)
  }

  #view(at: number): RouterView {
    const bootedAt = this.#stage.plan.bootedAt(this.#router.id, at)
    const satker = this.#stage.satker.get(this.#router.satker)
    return {
      description: 'Satker Connected played router (synthetic data)',
      name: this.#router.id,
      location: satker?.name ?? '',
      contact: satker?.pic?.email ?? '',
      upTimeCs: Math.floor((at - bootedAt) / 10) % wrap,
      interfaces: this.#interfaces(at),
      sessions: this.#sessions(at),
    }
  }

  /** Tunnels come last, so that one that is added moves no line to another index. No name is given twice. */
  #interfaces(at: number): InterfaceView[] {
    const lines = new Map<string, InterfaceView>()
    for (const played of this.#played) {
      const { interface: name } = played.link
      if (name !== null && !lines.has(name)) lines.set(name, played.lineRow(name, at))
    }
    const lan = lanView(`${this.#router.id} lan`, [...lines.values()])
    const local = [loopback, lan].filter((row) => !lines.has(row.name))
    const rows = new Map([...local, ...lines.values()].map((row) => [row.name, row]))
    for (const played of this.#played) {
      const row = played.tunnelRow(at)
      if (row && !rows.has(row.name)) rows.set(row.name, row)
    }
    return [...rows.values()]
  }

  #sessions(at: number): SessionView[] {
    return this.#played
      .flatMap((played) => played.session(at) ?? [])
      .toSorted((a, b) => compare(a.peer, b.peer))
      .filter((row, i, rows) => i === 0 || compare(row.peer, rows[i - 1]!.peer) !== 0)
  }
}

export function usualDelayMs(link: Link, seed: number): number {
  const [least, most] = delaysMs[link.medium]
  return rollBetween(least, most, seed, hashText(`delay ${link.id}`))
}
