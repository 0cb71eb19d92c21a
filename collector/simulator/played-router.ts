/** A router that is only played: what it knows of itself at a moment, or its silence. */
import type { Link } from '../domain/link.ts'
import type { Router } from '../domain/router.ts'
import type { Satker } from '../domain/satker.ts'
import { hashText, roll, rollBetween } from './dice.ts'
import type { FaultPlan } from './fault-plan.ts'
import type { Counters, InterfaceView, RouterView } from './mib.ts'
import type { Paths } from './paths.ts'
import { PlayedLine } from './played-line.ts'
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
  /** By interface name, in the order of the configuration. */
  #lines = new Map<string, { link: Link; line: PlayedLine }>()

  constructor(router: Router, links: Link[], stage: Stage, at: number) {
    this.#router = router
    this.#stage = stage
    this.apply(links, stage, at)
  }

  /** Takes on another configuration; the counters of a link that stays go on without a step. */
  apply(links: Link[], stage: Stage, at: number): void {
    const before = new Map([...this.#lines.values()].map(({ link, line }) => [link.id, line]))
    this.#stage = stage
    this.#links = links.toSorted((a, b) => Number(a.role === 'backup') - Number(b.role === 'backup'))
    this.#lines = new Map()
    for (const link of links) {
      if (link.interface === null || this.#lines.has(link.interface)) continue
      const satker = stage.satker.get(link.satker)!
      const traffic = trafficOf(link, satker, stage.seed, stage.offsetsMs.get(satker.timezone)!)
      const line = before.get(link.id)
      line?.replaceTraffic(link, traffic, at)
      this.#lines.set(link.interface, {
        link,
        line: line ?? new PlayedLine(link, traffic, stage.plan.bootedAt(this.#router.id, at)),
      })
    }
  }

  /** Sees what has become of its lines; to be called before what keeps them cut changes, too. */
  observe(at: number): void {
    const { paths, plan } = this.#stage
    const bootedAt = plan.bootedAt(this.#router.id, at)
    for (const { link, line } of this.#lines.values()) line.observe(at, paths.isAlive(link, at), bootedAt)
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
    const lines = [...this.#lines].map(([name, { link, line }]) => this.#lineView(name, link, line, at))
    const lan = lanView(`${this.#router.id} lan`, lines)
    const local = [loopback, lan].filter((row) => !this.#lines.has(row.name))
    return {
      description: 'Satker Connected played router (synthetic data)',
      name: this.#router.id,
      location: satker?.name ?? '',
      contact: satker?.pic?.email ?? '',
      upTimeCs: Math.floor((at - bootedAt) / 10) % wrap,
      interfaces: [...local, ...lines],
    }
  }

  #lineView(name: string, link: Link, line: PlayedLine, at: number): InterfaceView {
    const { paths } = this.#stage
    const operStatus = paths.isAlive(link, at) ? 1 : paths.isWhole(link, at) ? 7 : 2
    return {
      name,
      alias: link.circuit ? `${link.id} ${link.circuit}` : link.id,
      type: 6,
      mtu: 1500,
      speedBitsPerSecond: portSpeed(link),
      physicalAddress: physicalAddress(link.id),
      operStatus,
      lastChangeCs: line.lastChangeCs() % wrap,
      in: line.counters('in', at),
      out: line.counters('out', at),
    }
  }
}

export function usualDelayMs(link: Link, seed: number): number {
  const [least, most] = delaysMs[link.medium]
  return rollBetween(least, most, seed, hashText(`delay ${link.id}`))
}

/** The port is faster than what is subscribed of it: 100 Mb/s, 1 Gb/s or 10 Gb/s. */
function portSpeed(link: Link): number {
  const subscribed = Math.max(link.bandwidth?.downBitsPerSecond ?? 0, link.bandwidth?.upBitsPerSecond ?? 0)
  return [100e6, 1e9, 10e9].find((speed) => subscribed <= speed) ?? 100e9
}

/** Locally administered, so that it is nobody's. */
function physicalAddress(id: string): Uint8Array {
  const bytes = new Uint8Array(6)
  new DataView(bytes.buffer).setUint32(2, hashText(id))
  bytes[0] = 0x02
  return bytes
}

const silent: Counters = { octets: 0, packets: 0, errors: 0, discards: 0 }
const loopback: InterfaceView = {
  name: 'lo',
  alias: '',
  type: 24,
  mtu: 65_536,
  speedBitsPerSecond: 0,
  physicalAddress: new Uint8Array(),
  operStatus: 1,
  lastChangeCs: 0,
  in: silent,
  out: silent,
}

/** What comes in from the WAN goes out to the office, and the other way round. */
function lanView(id: string, lines: InterfaceView[]): InterfaceView {
  return {
    ...loopback,
    name: 'lan0',
    alias: 'LAN',
    type: 6,
    mtu: 1500,
    speedBitsPerSecond: 1e9,
    physicalAddress: physicalAddress(id),
    in: lines.map((line) => line.out).reduce(add, silent),
    out: lines.map((line) => line.in).reduce(add, silent),
  }
}

function add(sum: Counters, more: Counters): Counters {
  return { ...silent, octets: sum.octets + more.octets, packets: sum.packets + more.packets }
}
