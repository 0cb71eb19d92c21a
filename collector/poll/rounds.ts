import type { Clock } from '../domain/clock.ts'
import type { Router } from '../domain/router.ts'
import { placeOf } from '../domain/spread.ts'
import type { Trap } from '../domain/trap.ts'
import type { Log } from '../log.ts'
import { EarlyVisits } from './early-visits.ts'
import type { Fleet } from './fleet.ts'
import { dueGateways } from './gateways.ts'
import type { Measurement } from './measurement.ts'
import { needsQualityRound } from './quality-round.ts'
import { Schedule } from './schedule.ts'
import { Turns } from './turns.ts'
import { VisitRota } from './visit-rota.ts'

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

/** What is to be done in which second: slices of sweeps, visits, quality rounds and chores, each never twice at once. */
export class Rounds {
  readonly #deps: RoundsDeps
  readonly #rota = new VisitRota()
  readonly #schedule: Schedule
  readonly #sweeps: Turns
  readonly #visits: Turns
  readonly #chores: Turns
  readonly #early: EarlyVisits
  #sweepSeconds = 1

  constructor(deps: RoundsDeps) {
    this.#deps = deps
    this.#sweeps = new Turns(deps.onError)
    this.#visits = new Turns(deps.onError)
    this.#chores = new Turns(deps.onError)
    this.#early = new EarlyVisits({
      ...deps,
      turns: this.#visits,
      router: (id) => deps.fleet.router(id),
      visit: (router) => deps.measurement.visit(router),
    })
    this.#schedule = new Schedule(deps.clock, (second) => this.#onSecond(second))
  }

  /** Slices of sweeps that could not start because their last was still running, and seconds passed over. */
  get sweepsLate(): number {
    return this.#sweeps.late + this.#schedule.missed
  }

  get visitsLate(): number {
    return this.#visits.late
  }

  /** Visits that traps asked for. */
  get earlyVisits(): number {
    return this.#early.count
  }

  /** Seconds that were passed over because the process was held up. */
  get skipped(): number {
    return this.#schedule.missed
  }

  arrange(routers: Iterable<Router>, { sweepMs, visitMs }: { sweepMs: number; visitMs: number }): void {
    this.#sweepSeconds = Math.max(1, Math.round(sweepMs / 1000))
    this.#rota.arrange(routers, Math.round(visitMs / 1000))
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
      Promise.all([this.#sweeps.ended(), this.#visits.ended(), this.#chores.ended()]),
      new Promise((resolve) => setTimeout(resolve, deadlineMs).unref()),
    ])
  }

  #onSecond(second: number): void {
    const { clock, fleet, measurement, endOfSweep, closeMinutes, keepHouse } = this.#deps
    const slice = fleet.slice(second)
    if (slice.length > 0)
      this.#sweeps.take(`slice ${second % this.#sweepSeconds}`, () => measurement.sweep(slice))
    for (const router of this.#rota.due(second)) this.#visits.take(router.id, () => measurement.visit(router))
    this.#early.onSecond()
    const now = clock.now()
    const lossy = [...fleet.links].filter(
      (one) => needsQualityRound(one, now) && placeOf(one.link.id, 60) === second % 60,
    )
    if (lossy.length > 0) this.#chores.take(`quality ${second % 60}`, () => measurement.qualityRound(lossy))
    const gateways = dueGateways(fleet.links, second, now)
    if (gateways.length > 0) this.#chores.take(`ike ${second % 60}`, () => measurement.askIke(gateways))
    if (second % this.#sweepSeconds === 0) this.#chores.take('heartbeat', endOfSweep)
    if (second % 60 === secondOfClosing) closeMinutes(now)
    if (second % 60 === secondOfHousekeeping) this.#chores.take('housekeeping', keepHouse)
  }
}
