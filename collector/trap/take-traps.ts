import type { Clock } from '../domain/clock.ts'
import type { Trap } from '../domain/trap.ts'
import { TrapJudge } from './judge-trap.ts'
import { type FromReceiver, noCounts, type ToReceiver } from './receiver-messages.ts'

/** A router that has much to say is told of once in so long: a visit reads all of it. */
const tellAgainAfterMs = 1_000
const bugAgainAfterMs = 60_000

/** What the receiver's thread does, without its sockets: judges, counts, and tells in a bounded number of messages. */
export class TrapTaker {
  readonly #clock: Clock
  readonly #tell: (message: FromReceiver) => void
  readonly #judge: TrapJudge
  readonly #toldAtMs = new Map<string, number>()
  /** By router: the last that came too soon after one that was told, and is told when it may be. */
  readonly #withheld = new Map<string, Trap>()
  #counts = noCounts()
  #keysTold = 0
  #bugAtMs = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, tell: (message: FromReceiver) => void) {
    this.#clock = clock
    this.#tell = tell
    this.#judge = new TrapJudge(clock)
  }

  hear(message: ToReceiver): void {
    if (message.kind === 'engines') {
      for (const told of message.engines) this.#judge.learnEngine(told)
      return
    }
    this.#judge.enrol(message.enrolments)
    this.#toldAtMs.clear()
  }

  /** Whatever comes in, it is counted under one name and the next is taken. */
  take(datagram: Buffer, source: string): void {
    const counts = this.#counts
    counts.received += 1
    try {
      const verdict = this.#judge.take(datagram, source)
      if (verdict.kind === 'ignored') counts.ignored += 1
      else if (verdict.kind === 'refused') this.#refuse(verdict.why)
      else {
        counts.accepted += 1
        this.#tellOrWithhold(verdict.trap)
      }
    } catch (error) {
      this.#refuse('bug')
      this.#tellBug(error)
    }
  }

  /** To be called each second: tells what was withheld, and what was counted since the last time, if anything was. */
  onSecond(): void {
    for (const [router, trap] of this.#withheld) this.#tellOrWithhold({ ...trap, routers: [router] })
    this.#tellCounts()
  }

  #tellCounts(): void {
    const counts = this.#counts
    if (counts.received === 0) return
    const { keysDerived } = this.#judge
    this.#tell({ kind: 'counts', counts: { ...counts, keysDerived: keysDerived - this.#keysTold } })
    this.#keysTold = keysDerived
    this.#counts = noCounts()
  }

  #refuse(why: string): void {
    const { refused } = this.#counts
    refused[why] = (refused[why] ?? 0) + 1
  }

  #tellOrWithhold(trap: Trap): void {
    const routers: string[] = []
    for (const router of trap.routers) {
      if (this.#mayTell(router)) {
        routers.push(router)
        this.#withheld.delete(router)
      } else this.#withheld.set(router, trap)
    }
    if (routers.length > 0) this.#tell({ kind: 'trap', trap: { ...trap, routers } })
  }

  #mayTell(router: string): boolean {
    const nowMs = this.#clock.monotonicMs()
    if (nowMs - (this.#toldAtMs.get(router) ?? Number.NEGATIVE_INFINITY) < tellAgainAfterMs) return false
    this.#toldAtMs.set(router, nowMs)
    return true
  }

  #tellBug(error: unknown): void {
    const nowMs = this.#clock.monotonicMs()
    if (nowMs - this.#bugAtMs < bugAgainAfterMs) return
    this.#bugAtMs = nowMs
    this.#tell({ kind: 'bug', error: error instanceof Error ? (error.stack ?? error.name) : String(error) })
  }
}
