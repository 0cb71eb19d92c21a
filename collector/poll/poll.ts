import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../domain/clock.ts'
import { emptyNetwork } from '../domain/empty-network.ts'
import { lastOutageAfter } from '../domain/late-evidence.ts'
import type { Network } from '../domain/network.ts'
import { countChanges, describeDifference } from '../domain/network-difference.ts'
import type { Scope } from '../domain/scope.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import { isGone, type StatusChange } from '../domain/status.ts'
import type { LayerStep } from '../domain/vpn-layers.ts'
import type { Trap } from '../domain/trap.ts'
import type { Outage } from '../domain/outage.ts'
import type { Log } from '../log.ts'
import type { IcmpProbe } from '../probe/icmp/icmp-probe.ts'
import type { IkeProbe } from '../probe/ike/ike-probe.ts'
import type { SnmpProbe } from '../probe/snmp/snmp-probe.ts'
import type { PolledSatkerDetail, PolledSnapshot, Publication } from '../serve/wire.ts'
import { FailureLog } from './failure-log.ts'
import { FarEnds } from './far-ends.ts'
import { Fleet } from './fleet.ts'
import { Gateways } from './gateways.ts'
import type { Ledger } from './ledger.ts'
import { Limit } from './limit.ts'
import { LiveView } from './live-view.ts'
import { Measurement } from './measurement.ts'
import { healthOf, type PollHealth } from './poll-health.ts'
import { Recorder } from './recorder.ts'
import { Rounds } from './rounds.ts'
import { satkerDetail } from './satker-detail.ts'
import { SeenRouters } from './seen-routers.ts'
import { askingPace, mostAskedAtOnce } from './starts.ts'
import { storedIn } from './stored.ts'
import { Teller } from './teller.ts'
import { asLastOutage, sinceOf } from './tracked-link.ts'
import { closeMinute } from './visit.ts'

export interface PollDeps {
  ledger: Ledger
  icmp: IcmpProbe
  snmp: SnmpProbe
  ike: IkeProbe
  clock: Clock
  log: Log
  publish(publication: Publication): void
  /** Called when what there is has changed, and not only how it is: everybody needs a new snapshot. */
  refresh(): void
  /** Called when nothing can be recorded any more: the process should end, and be looked at. */
  onBroken(why: string): void
}

/** By router. */
type Access = ReadonlyMap<string, SnmpAccess>

/** When and in which order: sweeps, visits, quality rounds, folding, retention. */
export class Poll {
  readonly #deps: PollDeps
  readonly #fleet = new Fleet()
  readonly #view = new LiveView()
  readonly #teller: Teller
  readonly #seen = new SeenRouters()
  readonly #recorder: Recorder
  readonly #measurement: Measurement
  readonly #rounds: Rounds
  #network = emptyNetwork
  #access: Access = new Map()
  #edited: { network: Network; access: Access } | null = null

  constructor(deps: PollDeps) {
    this.#deps = deps
    const { ledger, clock, log } = deps
    const failures = new FailureLog(log, clock)
    const onError = (of: string, error: unknown): void =>
      log.error('bug', { of, error: error instanceof Error ? error.stack : String(error) })
    this.#teller = new Teller({ view: this.#view, clock, publish: deps.publish })
    const shared = {
      ...deps,
      failures,
      network: () => this.#network,
      access: (router: string) => this.#access.get(router),
      fleet: this.#fleet,
      teller: this.#teller,
      seen: this.#seen,
    }
    this.#recorder = new Recorder({
      ledger,
      clock,
      failures,
      onCommitted: (changes, outages) => this.#publish(changes, outages),
      onRefused: (changes, layers) => this.#takeBack(changes, layers),
      onBroken: deps.onBroken,
    })
    // Apart, so that a fleet of dead routers being visited cannot hold up a sweep.
    const farEnds = new FarEnds({ ...shared, limit: new Limit(mostAskedAtOnce, askingPace, clock) })
    const gateways = new Gateways(deps)
    const visitsBehindMs = (): number => this.#rounds.visits.tally.behindMs()
    this.#measurement = new Measurement({
      ...shared,
      farEnds,
      gateways,
      visitsBehindMs,
      recorder: this.#recorder,
    })
    this.#rounds = new Rounds({
      clock,
      log,
      fleet: this.#fleet,
      measurement: this.#measurement,
      endOfSweep: () => this.#endOfSweep(),
      closeMinutes: (at) => this.#closeMinutes(at),
      keepHouse: () => this.#keepHouse(),
      onError,
    })
    this.#arrange()
  }

  /** Takes up what was known at `watchedAt`, the last heartbeat before this start; null if there was none. */
  async start(network: Network, access: Access, watchedAt: number | null): Promise<void> {
    const { ledger, clock } = this.#deps
    this.#network = network
    this.#access = access
    await ledger.registerNetwork(this.#network, clock.now())
    for (const [router, identity] of await ledger.routerIdentities())
      this.#seen.identities.set(router, identity)
    this.#fleet.apply(this.#network, await storedIn(ledger), watchedAt ?? clock.now())
    this.#arrange()
    this.#measurement.start()
    this.#rounds.start()
  }

  /**
   * Applies an edited network by difference: what did not change goes on undisturbed. An edit that the store
   * cannot take now is applied when it can, unless another comes first.
   */
  async apply(network: Network, access: Access): Promise<void> {
    this.#edited = { network, access }
    await this.#applyEdited()
  }

  async #applyEdited(): Promise<void> {
    const edited = this.#edited
    if (!edited) return
    const { ledger, clock, snmp, log } = this.#deps
    if (!(await this.#recorder.network(edited.network, clock.now()))) return
    const stored = await storedIn(ledger)
    // Thousands of links are compared and taken over: in between, what is on its way may come in.
    await nextTurn()
    const { network, access } = edited
    const difference = describeDifference(this.#network, network)
    await nextTurn()
    if (this.#edited !== edited) return
    this.#edited = null
    for (const id of [...difference.routers.changed, ...difference.routers.removed]) {
      snmp.forget(id)
      this.#seen.forget(id)
    }
    this.#network = network
    this.#access = access
    this.#fleet.apply(network, stored, clock.now())
    this.#arrange()
    log.info('network-applied', countChanges(difference))
    this.#deps.refresh()
  }

  /** Stops asking, lets what is on its way come in until `deadlineMs`, and commits everything. */
  async stop(deadlineMs: number): Promise<void> {
    await this.#rounds.stop(deadlineMs)
    this.#closeMinutes(Number.POSITIVE_INFINITY)
    await this.#recorder.heartbeat(this.#deps.clock.now())
    await this.#recorder.close()
  }

  /** A router has said that something happened: it is looked at, and what is seen is judged like anything else. */
  heed(trap: Trap): void {
    this.#rounds.heed(trap)
  }

  snapshot(): PolledSnapshot {
    return this.#view.snapshot(this.#deps.clock.now())
  }

  /** Null where there is no satker of that code. */
  satker(scope: Scope, code: string): PolledSatkerDetail | null {
    return satkerDetail(scope, code, { network: this.#network, fleet: this.#fleet, seen: this.#seen })
  }

  health(): PollHealth {
    return healthOf({
      ...this.#deps,
      network: this.#network,
      measurement: this.#measurement,
      recorder: this.#recorder,
      rounds: this.#rounds,
    })
  }

  async #endOfSweep(): Promise<void> {
    const { clock } = this.#deps
    await this.#teller.all(this.#fleet.links)
    await this.#recorder.heartbeat(clock.now())
    await this.#applyEdited()
  }

  async #keepHouse(): Promise<void> {
    const { ledger, clock } = this.#deps
    await ledger.fold(clock.now())
    await ledger.applyRetention(clock.now(), this.#network.retention)
  }

  #closeMinutes(at: number): void {
    for (const one of this.#fleet.links) {
      const row = closeMinute(one, at)
      if (row) this.#recorder.rows([row])
    }
  }

  #arrange(): void {
    const { icmp, snmpEveryMs } = this.#network
    this.#rounds.arrange({ sweepMs: icmp.everyMs, visitMs: snmpEveryMs })
    this.#view.reset(this.#network, this.#fleet, this.#deps.clock.now())
  }

  #publish(changes: readonly StatusChange[], outages: Outage[]): void {
    const open = new Map(outages.flatMap((one) => (one.ended === null ? [[one.link, one]] : [])))
    const links = changes.flatMap((change) => {
      const { link, to, at } = change
      const one = this.#fleet.link(link)
      if (one) {
        const outage = isGone(to) ? (open.get(link) ?? null) : null
        one.shown = { status: to, since: sinceOf({ status: to, since: at }, outage) }
        one.lastOutage = lastOutageAfter(one.lastOutage, change)
        if (outage && outage.began !== one.lastOutage?.began) one.lastOutage = asLastOutage(outage)
      }
      return one ? [one, ...one.twins] : []
    })
    this.#teller.now(links, outages)
  }

  /** The evidence stays, so that the next reading leads to the same change with the same date. */
  #takeBack(changes: readonly StatusChange[], layers: readonly LayerStep[]): void {
    for (const { link, before } of layers.toReversed()) {
      const one = this.#fleet.link(link)
      if (one) one.vpn = { ...one.vpn, kept: before }
    }
    for (const { link, from, fromSince } of changes.toReversed()) {
      const one = this.#fleet.link(link)
      if (one) one.belief = { ...one.belief, status: from, since: fromSince }
    }
  }
}
