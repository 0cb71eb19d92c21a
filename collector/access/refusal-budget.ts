/**
 * How much of what is refused is written row by row, so that a flood neither fills the audit trail nor hides the rest in
 * it. Times are of a clock that never steps, in milliseconds.
 */
const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** Rows of a minute: of one address and kind, and of all together. */
const ofKind = 10
const ofAll = 60
/** As many rows tell what was beyond, each of an address and kind; the rest is one number. */
const beyondRows = 20
const kindsMax = 5_000

/** What was beyond: of one address and kind, or null for the rest of them. */
export interface Beyond {
  block: string | null
  what: string | null
  more: number
}

interface Kind {
  block: string
  what: string
  written: number
  more: number
}

export class RefusalBudget {
  readonly #ofDay: number
  #minuteBegan = -Infinity
  #dayBegan = -Infinity
  #writtenOfMinute = 0
  #writtenOfDay = 0
  #kinds = new Map<string, Kind>()
  #rest = 0

  /** `ofDay`: rows of a day, after which an hour's are told as numbers. */
  constructor(ofDay: number = Infinity) {
    this.#ofDay = ofDay
  }

  /** Whether one from these addresses is to be written by itself. */
  take(block: string, what: string, now: number): boolean {
    if (now - this.#dayBegan >= dayMs) {
      this.#dayBegan = now
      this.#writtenOfDay = 0
    }
    const kind = this.#kindOf(block, what)
    const isFull = this.#writtenOfMinute >= ofAll || this.#writtenOfDay >= this.#ofDay
    if (kind !== null && kind.written < ofKind && !isFull) {
      kind.written += 1
      this.#writtenOfMinute += 1
      this.#writtenOfDay += 1
      return true
    }
    if (kind === null) this.#rest += 1
    else kind.more += 1
    return false
  }

  /** To be asked before one is taken, and now and then: what was beyond, once its minute is over. */
  beyond(now: number, { evenNow = false } = {}): Beyond[] {
    const isSpent = this.#writtenOfDay >= this.#ofDay && now - this.#dayBegan < dayMs
    if (now - this.#minuteBegan < (isSpent ? hourMs : minuteMs) && !evenNow) return []
    const over = [...this.#kinds.values()].filter(({ more }) => more > 0)
    over.sort((one, other) => other.more - one.more)
    const rest = over.slice(beyondRows).reduce((sum, { more }) => sum + more, this.#rest)
    this.#minuteBegan = now
    this.#writtenOfMinute = 0
    this.#kinds = new Map()
    this.#rest = 0
    const told = over.slice(0, beyondRows).map(({ block, what, more }) => ({ block, what, more }))
    return rest > 0 ? [...told, { block: null, what: null, more: rest }] : told
  }

  /** Null where there are too many of them to be told apart. */
  #kindOf(block: string, what: string): Kind | null {
    const key = JSON.stringify([block, what])
    const known = this.#kinds.get(key)
    if (known || this.#kinds.size >= kindsMax) return known ?? null
    const kind = { block, what, written: 0, more: 0 }
    this.#kinds.set(key, kind)
    return kind
  }
}
