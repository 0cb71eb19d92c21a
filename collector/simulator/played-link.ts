/** A played link: its line, and of its VPN the tunnel and the session that its router tells of. */
import type { Link } from '../domain/link.ts'
import type { FaultPlan } from './fault-plan.ts'
import { physicalAddress } from './local-interfaces.ts'
import type { Paths } from './paths.ts'
import { PlayedLine } from './played-line.ts'
import { PlayedSession } from './played-session.ts'
import { hasSession, hasTunnel } from './played-vpn.ts'
import type { InterfaceView, SessionView } from './router-view.ts'
import type { Traffic } from './traffic.ts'

/** What decides how a link fares. */
interface Weather {
  paths: Paths
  plan: FaultPlan
}

const types = { ethernet: 6, tunnel: 131 }
const operStatus = { up: 1, down: 2, lowerLayerDown: 7 }
const noAddress = new Uint8Array()
const wrap = 2 ** 32

interface Parts {
  line: PlayedLine
  /** Null for a link without a tunnel of its own. */
  tunnel: PlayedLine | null
  session: PlayedSession | null
}

export class PlayedLink {
  readonly link: Link
  readonly #parts: Parts
  /** As last observed. */
  #status: Record<'line' | 'tunnel', keyof typeof operStatus> = { line: 'up', tunnel: 'up' }

  /** @param before the same link before an edit of the configuration: what stays of it goes on without a step. */
  constructor(link: Link, traffic: Traffic, bootedAt: number, before?: { played: PlayedLink; at: number }) {
    this.link = link
    const fresh = partsOf(link, traffic, bootedAt)
    this.#parts = before ? goOn(fresh, before.played.#parts, isSamePeer(link, before.played.link)) : fresh
    if (!before) return
    this.#parts.line.replaceTraffic(link, traffic, before.at)
    this.#parts.tunnel?.replaceTraffic(link, traffic, before.at)
  }

  /** What lies on a layer that is gone is gone with it, and where the highest is gone nothing is carried. */
  observe(at: number, bootedAt: number, { paths, plan }: Weather): void {
    const { link } = this
    const { line, tunnel, session } = this.#parts
    const isAlive = paths.isAlive(link, at)
    const hasWay = isAlive && !(tunnel && paths.isTunnelBroken(link, at))
    const carries = hasWay && !(session && paths.isSessionBroken(link, at))
    line.observe(at, isAlive, bootedAt, carries)
    tunnel?.observe(at, hasWay, bootedAt, carries)
    session?.observe(at, carries, bootedAt, plan.sessionResetAt(link.id, at))
    this.#status = {
      line: isAlive ? 'up' : paths.isWhole(link, at) ? 'lowerLayerDown' : 'down',
      tunnel: hasWay ? 'up' : isAlive ? 'down' : 'lowerLayerDown',
    }
  }

  /** Its access, which is known by that name. */
  lineRow(name: string, at: number): InterfaceView {
    const { link } = this
    return {
      ...rowOf(this.#parts.line, at),
      name,
      alias: link.circuit ? `${link.id} ${link.circuit}` : link.id,
      type: types.ethernet,
      mtu: 1500,
      speedBitsPerSecond: portSpeed(link),
      physicalAddress: physicalAddress(link.id),
      operStatus: operStatus[this.#status.line],
    }
  }

  tunnelRow(at: number): InterfaceView | null {
    const { id, vpn } = this.link
    const { tunnel } = this.#parts
    if (!tunnel) return null
    return {
      ...rowOf(tunnel, at),
      name: vpn!.interface!,
      alias: `${id} ${vpn!.kind}`,
      type: types.tunnel,
      mtu: 1400,
      speedBitsPerSecond: portSpeed(this.link),
      physicalAddress: noAddress,
      operStatus: operStatus[this.#status.tunnel],
    }
  }

  session(at: number): SessionView | null {
    return this.#parts.session?.view(at) ?? null
  }
}

function partsOf(link: Link, traffic: Traffic, bootedAt: number): Parts {
  const { vpn, contract, id } = link
  return {
    line: new PlayedLine(link, traffic, bootedAt),
    tunnel: hasTunnel(link) ? new PlayedLine(link, traffic, bootedAt) : null,
    session: hasSession(link) ? new PlayedSession(vpn!.bgpPeer!, contract ?? id, bootedAt) : null,
  }
}

function goOn(fresh: Parts, before: Parts, keepsPeer: boolean): Parts {
  return {
    line: before.line,
    tunnel: fresh.tunnel && (before.tunnel ?? fresh.tunnel),
    session: fresh.session && ((keepsPeer ? before.session : null) ?? fresh.session),
  }
}

function isSamePeer(one: Link, other: Link): boolean {
  return one.vpn?.bgpPeer === other.vpn?.bgpPeer
}

function rowOf(line: PlayedLine, at: number): Pick<InterfaceView, 'lastChangeCs' | 'in' | 'out'> {
  return {
    lastChangeCs: line.lastChangeCs() % wrap,
    in: line.counters('in', at),
    out: line.counters('out', at),
  }
}

/** The port is faster than what is subscribed of it: 100 Mb/s, 1 Gb/s or 10 Gb/s. */
function portSpeed(link: Link): number {
  const subscribed = Math.max(link.bandwidth?.downBitsPerSecond ?? 0, link.bandwidth?.upBitsPerSecond ?? 0)
  return [100e6, 1e9, 10e9].find((speed) => subscribed <= speed) ?? 100e9
}
