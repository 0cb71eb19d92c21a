import type { Clock } from '../domain/clock.ts'
import type { Router } from '../domain/router.ts'
import { LongestUnseen, type Unseen } from './longest-unseen.ts'
import { type Pace, Starts } from './starts.ts'
import { VisitTally } from './visit-tally.ts'

export interface VisitLineDeps {
  clock: Clock
  /** How many routers are visited at once, and how many visits begin in a tick. */
  most: number
  pace: Pace
  visit(router: Router): Promise<void>
  /** Hears of what should never happen: the visit is abandoned, the next one is unharmed. */
  onError(router: string, error: unknown): void
}

/** A router that is visited. */
export interface Visited {
  router: Router
  /** How deep the links hang that others hang on, 0 for what hangs on nothing; null where nothing hangs on any of its links. */
  hubDepth: number | null
}

interface Seat extends Unseen {
  router: Router
  /** Of its own turns. */
  rank: number
  /** Of the line that it waits in. */
  waitsIn: number
  state: 'idle' | 'waiting' | 'running'
  /** When the turn came that it waits for. */
  turnAtMs: number
  /** Who asked for the visit that it waits for, beside its turns. */
  onTaken: OnTaken | null
  /** It is to be visited again as soon as the visit that runs has ended. */
  again: OnTaken | null
}

/** Called when the visit begins, or is not to come any more. */
type OnTaken = () => void

/** Hubs that hang deeper are all alike; after them come routers that told something, then all others. */
const deepestHub = 6
const toldRank = deepestHub + 1
const lastRank = toldRank + 1

/** Of so many visits one goes to whoever was seen longest ago, so that nobody waits for ever for those before them. */
const oneForTheLongestUnseen = 4

/**
 * Who is visited next. While there is room everybody is, at their turn. Where there is not, they wait: first
 * hubs, since nothing is known of what hangs on them without them, then the longest unseen. A router waits at
 * most once and has one visit at a time, so that there is never more to remember than routers.
 */
export class VisitLine {
  readonly #deps: VisitLineDeps
  readonly #starts: Starts
  readonly #tally: VisitTally
  readonly #seats = new Map<string, Seat>()
  readonly #lines = Array.from({ length: lastRank + 1 }, () => new LongestUnseen<Seat>())
  #waiting = 0
  #begunOfWaiting = 0
  #onEnded: (() => void) | null = null
  #isClosed = false

  constructor(deps: VisitLineDeps) {
    this.#deps = deps
    this.#tally = new VisitTally(deps.clock)
    this.#starts = new Starts({ ...deps, onRoom: () => this.#admit() })
  }

  get waiting(): number {
    return this.#waiting
  }

  get tally(): Readonly<VisitTally> {
    return this.#tally
  }

  /** How long ago the router was last visited that was so longest ago, whatever came of it; null without routers. */
  longestUnseenMs(): number | null {
    let longestAgo = Number.POSITIVE_INFINITY
    for (const { lookedAtMs } of this.#seats.values()) longestAgo = Math.min(longestAgo, lookedAtMs)
    return this.#seats.size === 0 ? null : this.#deps.clock.monotonicMs() - longestAgo
  }

  /** Takes over who is visited, and how often; whoever waits or is being visited goes on, unless it is gone. */
  arrange(visited: Iterable<Visited>, everyMs: number): void {
    this.#tally.arrange(everyMs)
    const gone = new Map(this.#seats)
    for (const { router, hubDepth } of visited) {
      gone.delete(router.id)
      const rank = hubDepth === null ? lastRank : Math.min(hubDepth, deepestHub)
      const seat = this.#seats.get(router.id)
      if (seat === undefined)
        this.#seats.set(router.id, newSeat(router, rank, this.#deps.clock.monotonicMs()))
      else Object.assign(seat, { router, rank })
    }
    for (const seat of gone.values()) this.#remove(seat)
  }

  /** Its turn has come, at `turnAtMs` by the clock that never steps. */
  take(router: string, turnAtMs: number): void {
    const seat = this.#seats.get(router)
    if (seat === undefined || this.#isClosed) return
    if (seat.state !== 'idle') return this.#tally.skipped(1)
    seat.turnAtMs = turnAtMs
    if (this.#waiting === 0 && this.#starts.mayBegin) this.#begin(seat)
    else this.#wait(seat, seat.rank)
  }

  /**
   * Something was told of it: before those whose turn it is, hubs excepted, it is visited by a visit that begins from
   * now on. Asked for again meanwhile it is still one, of whose beginning the last who asked is told.
   */
  takeNext(router: string, onTaken: OnTaken): void {
    const seat = this.#seats.get(router)
    if (seat === undefined || this.#isClosed) return onTaken()
    if (seat.state === 'running') {
      seat.again = onTaken
      return
    }
    if (seat.state === 'waiting') this.#leave(seat)
    else seat.turnAtMs = this.#deps.clock.monotonicMs()
    seat.onTaken = onTaken
    this.#wait(seat, Math.min(seat.rank, toldRank))
  }

  /** Turns of so many routers were passed over because the process was held up. */
  passOver(routers: number): void {
    this.#tally.skipped(routers)
  }

  /** Begins nothing more, and resolves when what runs has ended. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const seat of this.#seats.values()) this.#remove(seat)
    if (this.#starts.running > 0) await new Promise<void>((resolve) => (this.#onEnded = resolve))
  }

  #wait(seat: Seat, rank: number): void {
    seat.state = 'waiting'
    seat.waitsIn = rank
    this.#lines[rank]!.push(seat)
    this.#waiting++
    this.#admit()
  }

  #leave(seat: Seat): void {
    this.#lines[seat.waitsIn]!.remove(seat)
    this.#waiting--
    seat.state = 'idle'
  }

  #remove(seat: Seat): void {
    this.#seats.delete(seat.router.id)
    if (seat.state === 'waiting') this.#leave(seat)
    seat.onTaken?.()
    seat.again?.()
    seat.onTaken = seat.again = null
  }

  #admit(): void {
    while (this.#waiting > 0 && this.#starts.mayBegin) {
      const seat = this.#next()
      this.#leave(seat)
      this.#begin(seat)
    }
  }

  #next(): Seat {
    const firsts = this.#lines.flatMap(({ first }) => first ?? [])
    if (++this.#begunOfWaiting % oneForTheLongestUnseen !== 0) return firsts[0]!
    return firsts.reduce((longest, one) => (one.lookedAtMs < longest.lookedAtMs ? one : longest))
  }

  #begin(seat: Seat): void {
    this.#starts.begin()
    this.#tally.begun(seat)
    seat.state = 'running'
    seat.lookedAtMs = this.#deps.clock.monotonicMs()
    const { onTaken } = seat
    seat.onTaken = null
    onTaken?.()
    this.#deps.visit(seat.router).then(
      () => this.#end(seat),
      (error: unknown) => {
        this.#deps.onError(seat.router.id, error)
        this.#end(seat)
      },
    )
  }

  #end(seat: Seat): void {
    seat.state = 'idle'
    const { again } = seat
    seat.again = null
    if (again !== null) this.takeNext(seat.router.id, again)
    this.#starts.end()
    if (this.#isClosed && this.#starts.running === 0) this.#onEnded?.()
  }
}

function newSeat(router: Router, rank: number, nowMs: number): Seat {
  return {
    router,
    rank,
    waitsIn: rank,
    state: 'idle',
    turnAtMs: nowMs,
    lookedAtMs: nowMs,
    place: 0,
    onTaken: null,
    again: null,
  }
}
