/** Plays every router of a network on loopback, over real SNMP packets. */
import type { Clock } from '../domain/clock.ts'
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import type { Router } from '../domain/router.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { Log } from '../log.ts'
import { AgentSocket } from './agent-socket.ts'
import { planFaults } from './fault-plan.ts'
import { Paths } from './paths.ts'
import { PlayedRouter } from './played-router.ts'
import type { Stage } from './played-router.ts'
import { zoneOffsets } from './zone-offset.ts'

export interface Simulator {
  /** Rejects when not one router can be played. */
  start(): Promise<void>
  /** Goes over to another configuration by difference: the counters of routers that stay go on. */
  apply(network: Network, access: Map<string, SnmpAccess>): Promise<void>
  stop(): Promise<void>
  /** Holds a link cut, whatever the plan and the configuration say, until `restore`. */
  cut(linkId: string): Promise<void>
  restore(linkId: string): Promise<void>
}

export interface SimulatorParts {
  network: Network
  access: Map<string, SnmpAccess>
  clock: Clock
  log: Log
}

/** Plays in this thread; `createSimulatorThread` does so in one of its own. */
export function createSimulator(parts: SimulatorParts): Simulator {
  return new Stagehand(parts)
}

/** A router on stage. */
interface Role {
  /** What its socket depends on: with another one it is played anew. */
  door: string
  router: PlayedRouter
  socket: AgentSocket
}

const openedAtOnce = 256

class Stagehand implements Simulator {
  readonly #clock: Clock
  readonly #log: Log
  readonly #heldByHand = new Set<string>()
  readonly #roles = new Map<string, Role>()
  #network: Network
  #access: Map<string, SnmpAccess>

  constructor({ network, access, clock, log }: SimulatorParts) {
    this.#network = network
    this.#access = access
    this.#clock = clock
    this.#log = log
  }

  async start(): Promise<void> {
    const failures = await this.#stage(this.#network, this.#access)
    if (this.#roles.size > 0 || failures.size === 0) return
    const [[why, routers]] = [...failures] as [[string, string[]]]
    throw new Error(`No router can be played. Of ${routers[0]}: ${why}.`)
  }

  async apply(network: Network, access: Map<string, SnmpAccess>): Promise<void> {
    await this.#stage(network, access)
  }

  async stop(): Promise<void> {
    await this.#leave([...this.#roles.keys()])
  }

  async cut(linkId: string): Promise<void> {
    this.#mustKnow(linkId)
    this.#observe()
    this.#heldByHand.add(linkId)
    this.#observe()
  }

  async restore(linkId: string): Promise<void> {
    this.#mustKnow(linkId)
    this.#observe()
    this.#heldByHand.delete(linkId)
    this.#observe()
  }

  /** Answers which routers cannot be played, by reason. */
  async #stage(network: Network, access: Map<string, SnmpAccess>): Promise<Map<string, string[]>> {
    const at = this.#clock.now()
    this.#observe()
    this.#network = network
    this.#access = access
    const plan = planFaults(network)
    const stage: Stage = {
      seed: network.simulator.seed,
      satker: new Map(network.satker.map((satker) => [satker.code, satker])),
      offsetsMs: zoneOffsets(network.satker),
      plan,
      paths: new Paths(network, plan, this.#heldByHand),
    }
    const doors = new Map(network.routers.map((router) => [router.id, doorOf(router, access.get(router.id))]))
    await this.#leave([...this.#roles].filter(([id, role]) => doors.get(id) !== role.door).map(([id]) => id))

    const linksOf = Map.groupBy(network.links, (link) => link.router)
    const entering: Router[] = []
    for (const router of network.routers) {
      const role = this.#roles.get(router.id)
      if (role) role.router.apply(linksOf.get(router.id) ?? [], stage, at)
      else entering.push(router)
    }
    const failures = new Map<string, string[]>()
    for (let i = 0; i < entering.length; i += openedAtOnce) {
      const group = entering.slice(i, i + openedAtOnce)
      await Promise.all(
        group.map((router) => this.#enter(router, linksOf.get(router.id) ?? [], stage, failures)),
      )
    }
    this.#observe()
    this.#report(failures)
    return failures
  }

  async #enter(router: Router, links: Link[], stage: Stage, failures: Map<string, string[]>): Promise<void> {
    const access = this.#access.get(router.id)
    const played = new PlayedRouter(router, links, stage, this.#clock.now())
    const why = whyNotPlayed(router, access) ?? (await this.#open(router, access!, played))
    if (why) failures.set(why, [...(failures.get(why) ?? []), router.id])
  }

  async #open(router: Router, access: SnmpAccess, played: PlayedRouter): Promise<string | null> {
    const socket = new AgentSocket({
      address: router.address,
      port: access.settings.port,
      community: access.community!.reveal(),
      reply: (requestId) => played.reply(this.#clock.now(), requestId),
    })
    const failure = await socket.open()
    if (!failure) this.#roles.set(router.id, { door: doorOf(router, access), router: played, socket })
    return failure
  }

  async #leave(ids: string[]): Promise<void> {
    const leaving = ids.map((id) => this.#roles.get(id)!)
    for (const id of ids) this.#roles.delete(id)
    await Promise.all(leaving.map((role) => role.socket.close()))
  }

  /** Before and after anything changes, so that the counters know when it did. */
  #observe(): void {
    const at = this.#clock.now()
    for (const { router } of this.#roles.values()) router.observe(at)
  }

  #mustKnow(linkId: string): void {
    if (this.#network.links.some((link) => link.id === linkId)) return
    throw new Error(`There is no link ${linkId} in the network that is played.`)
  }

  #report(failures: Map<string, string[]>): void {
    for (const [why, routers] of failures) {
      const facts = { why, count: routers.length, routers: routers.slice(0, 10) }
      this.#log.warn('routers-not-played', facts)
    }
    this.#log.info('routers-played', { count: this.#roles.size })
  }
}

function whyNotPlayed(router: Router, access: SnmpAccess | undefined): string | null {
  if (!router.snmp || !access) return 'SNMP is not configured for it'
  if (access.settings.version === '3')
    return 'only SNMP v1 and v2c are played: give it version 2c and a community'
  return access.community ? null : 'it has no community'
}

function doorOf(router: Router, access: SnmpAccess | undefined): string {
  return JSON.stringify([router.address, router.satker, access?.settings, access?.community?.reveal()])
}
