import type { Clock } from '../domain/clock.ts'

/** A turn that begins later than this share of a round is late, and not for less than so much: a second has room in itself. */
const lateShare = 0.1
const leastLateMs = 2_000

/** Routers that were never seen are asked several questions more: in so many rounds after the start nothing is counted. */
const roundsOfGrace = 2

/** For so many rounds it is remembered how far behind the visits were. */
const roundsToRemember = 2

/** Later than this its turn is late, of a round of so many milliseconds. */
export function lateAfterMs(everyMs: number): number {
  return Math.max(leastLateMs, everyMs * lateShare)
}

/** What could not be visited in time. */
export class VisitTally {
  readonly #clock: Clock
  #startedAtMs: number | null = null
  #everyMs = 0
  #worstBehindMs = 0
  #worstAtMs = Number.NEGATIVE_INFINITY
  /** Visits that began late. */
  late = 0
  /** Turns that brought no visit: the one before had not ended or not even begun, or the second was passed over. */
  skips = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  arrange(everyMs: number): void {
    this.#everyMs = everyMs
  }

  begun({ turnAtMs, lookedAtMs }: { turnAtMs: number; lookedAtMs: number }): void {
    const nowMs = this.#clock.monotonicMs()
    if (this.#counts(nowMs) && nowMs - turnAtMs > lateAfterMs(this.#everyMs)) this.late++
    const behindMs = nowMs - lookedAtMs - this.#everyMs
    if (behindMs < this.behindMs()) return
    this.#worstBehindMs = behindMs
    this.#worstAtMs = nowMs
  }

  skipped(turns: number): void {
    if (this.#counts(this.#clock.monotonicMs())) this.skips += turns
  }

  /** How much longer than a round the longest wait from one visit of a router to its next was lately. */
  behindMs(): number {
    const isOver = this.#clock.monotonicMs() - this.#worstAtMs > roundsToRemember * this.#everyMs
    return isOver ? 0 : this.#worstBehindMs
  }

  #counts(nowMs: number): boolean {
    this.#startedAtMs ??= nowMs
    return nowMs - this.#startedAtMs > roundsOfGrace * this.#everyMs
  }
}
