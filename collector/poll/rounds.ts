import type { Clock } from '../domain/clock.ts'
import type { Trap } from '../domain/trap.ts'
import type { Log } from '../log.ts'
import { EarlyVisits } from './early-visits.ts'
import type { Fleet } from './fleet.ts'
import { dueGateways } from './gateways.ts'
import { LatenessLog } from './lateness-log.ts'
import type { Measurement } from './measurement.ts'
import { MinuteRota } from './minute-rota.ts'
import { inTheirTurn, needsQualityRound } from './quality-round.ts'
import { Schedule } from './schedule.ts'
import { askingPace, mostAskedAtOnce } from './starts.ts'
import { Turns } from './turns.ts'
import { VisitLine, type Visited } from './visit-line.ts'
import { VisitRota } from './visit-rota.ts'
import { lateAfterMs } from './visit-tally.ts'

export interface RoundsDeps {
  clock: Clock
  log: Log
  fleet: Fleet
  measurement: Measurement
  /** What is done when a sweep has gone once around. */
  endOfSweep(): Promise<void>
  closeMinutes(at: number): void
  keepHouse(): Promise<void>
  onError(of: string, error: unknown): void
}

/** A minute's rows are committed this many seconds after it, when the last of its readings have come in. */
const secondOfClosing = 5
const secondOfHousekeeping = 35
const secondOfTelling = 55

/** What is to be done in which second: slices of sweeps, visits, quality rounds and chores, each never twice at once. */
export class Rounds {
  readonly #deps: RoundsDeps
  readonly #rota = new VisitRota()
  readonly #schedule: Schedule
  readonly #sweeps: Turns
  readonly #chores: Turns
  readonly #early: EarlyVisits
  readonly #lateness: LatenessLog
  readonly visits: VisitLine
  #quality = new MinuteRota([], () => null)
  #gateways = new MinuteRota([], () => null)
  #sweepSeconds = 1
  #sweepsLate = 0

  constructor(deps: RoundsDeps) {
    this.#deps = deps
    this.#sweeps = new Turns(deps.onError)
    this.#chores = new Turns(deps.onError)
    this.#lateness = new LatenessLog(deps.log)
    this.visits = new VisitLine({
      ...deps,
      most: mostAskedAtOnce,
      pace: askingPace,
      visit: (router) => deps.measurement.visit(router),
    })
    this.#early = new EarlyVisits({
      ...deps,
      router: (id) => deps.fleet.router(id),
      visitNext: (id, onTaken) => this.visits.takeNext(id, onTaken),
    })
    this.#schedule = new Schedule(deps.clock, {
      onSecond: (second, lateMs) => this.#onSecond(second, lateMs),
      onPassedOver: (second) => this.#onPassedOver(second),
    })
  }

  /** Slices of sweeps that began late, or not at all: their last was still running, or the second was passed over. */
  get sweepsLate(): number {
    return this.#sweeps.late + this.#sweepsLate
  }

  /** Visits that traps asked for. */
  get earlyVisits(): number {
    return this.#early.count
  }

  /** Lays what the fleet now holds over the seconds of its rounds. */
  arrange({ sweepMs, visitMs }: { sweepMs: number; visitMs: number }): void {
    const { fleet } = this.#deps
    const visited = [...fleet.routers].flatMap((router) =>
      router.snmp === null ? [] : visitedAs(router, fleet),
    )
    this.#sweepSeconds = Math.max(1, Math.round(sweepMs / 1000))
    this.#rota.arrange(
      visited.map(({ router }) => router),
      Math.round(visitMs / 1000),
    )
    this.visits.arrange(visited, visitMs)
    this.#quality = new MinuteRota(fleet.links, ({ link }) => link.id)
    this.#gateways = new MinuteRota(fleet.links, ({ link }) => link.vpn?.peer ?? null)
  }

  start(): void {
    this.#schedule.start()
  }

  heed(trap: Trap): void {
    this.#early.ask(trap)
  }

  /** Begins nothing more, and waits until what runs has ended or `deadlineMs` are over. */
  async stop(deadlineMs: number): Promise<void> {
    this.#schedule.stop()
    await Promise.race([
      Promise.all([this.#sweeps.ended(), this.visits.close(), this.#chores.ended()]),
      new Promise((resolve) => setTimeout(resolve, deadlineMs).unref()),
    ])
  }

  #onSecond(second: number, lateMs: number): void {
    const { clock, fleet, measurement, endOfSweep, closeMinutes, keepHouse } = this.#deps
    const slice = fleet.slice(second)
    if (slice.length > 0) {
      if (lateMs > lateAfterMs(this.#sweepSeconds * 1000)) this.#sweepsLate++
      this.#sweeps.take(`slice ${second % this.#sweepSeconds}`, () => measurement.sweep(slice))
    }
    const turnAtMs = clock.monotonicMs() - lateMs
    for (const router of this.#rota.due(second)) this.visits.take(router.id, turnAtMs)
    this.#early.onSecond()
    const now = clock.now()
    const lossy = inTheirTurn(
      this.#quality.due(second).filter((one) => needsQualityRound(one, now)),
      second,
    )
    if (lossy.length > 0) this.#chores.take(`quality ${second % 60}`, () => measurement.qualityRound(lossy))
    const gateways = dueGateways(this.#gateways.due(second), second, now)
    if (gateways.length > 0) this.#chores.take(`ike ${second % 60}`, () => measurement.askIke(gateways))
    if (second % this.#sweepSeconds === 0) this.#chores.take('heartbeat', endOfSweep)
    if (second % 60 === secondOfClosing) closeMinutes(now)
    if (second % 60 === secondOfHousekeeping) this.#chores.take('housekeeping', keepHouse)
    if (second % 60 === secondOfTelling) this.#tellLateness()
  }

  #tellLateness(): void {
    const { tally, waiting } = this.visits
    this.#lateness.tell({
      visitsLate: tally.late,
      visitsSkipped: tally.skips,
      sweepsLate: this.sweepsLate,
      waiting,
      longestUnseenMs: this.visits.longestUnseenMs(),
    })
  }

  #onPassedOver(second: number): void {
    if (this.#deps.fleet.slice(second).length > 0) this.#sweepsLate++
    this.visits.passOver(this.#rota.due(second).length)
  }
}

/** The depth of a hub is that of its highest link on which others hang. */
function visitedAs(router: Visited['router'], fleet: Fleet): Visited {
  const depths = fleet
    .linksOfRouter(router.id)
    .flatMap(({ link, depth }) => (fleet.childrenOf(link.id).length > 0 ? depth : []))
  return { router, hubDepth: depths.length === 0 ? null : Math.min(...depths) }
}
