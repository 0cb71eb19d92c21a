import type { UsmParameters } from '../probe/snmp/message.ts'
import { PastTraps } from './past-traps.ts'

/** What an engine says of its clock (RFC 3414 §2.2.2). */
export interface EngineTime {
  /** How often it has started. */
  boots: number
  /** Seconds since then. */
  time: number
}

/** RFC 3414 §2.2.3 and §3.2 step 7. */
const windowSeconds = 150
const lastBoots = 2 ** 31 - 1

/**
 * Keeps one engine's genuine traps from being taken twice or long after they were sent. An agent and the tools beside
 * it may each have a clock of their own, so there are two: the agent's, known from polling, with which a trap agrees or
 * does not, and that of all traps that do not agree, known from themselves alone. Neither moves the other, so that
 * nobody who speaks by the one, or plays an old trap again, can shut out the other.
 */
export class TimeWindow {
  readonly #past = new PastTraps()
  #polled: (EngineTime & { atMs: number }) | null = null
  /** The latest of the traps that did not agree with the polled clock. */
  #other: (EngineTime & { atMs: number }) | null = null

  /** Takes what polling found: what the engine's clock says at `atMs`, milliseconds of the clock that `refuse` is told. */
  learn({ boots, time }: EngineTime, atMs: number): void {
    this.#polled = { boots, time, atMs }
    // That was the agent itself, which spoke of a start before polling knew of it.
    if (this.#other !== null && this.#agrees(this.#other, this.#other.atMs)) this.#other = null
  }

  /** Takes a message whose digest is right, or says why it is not to be believed; null: it is new. */
  refuse(usm: UsmParameters, atMs: number): 'outside-time-window' | 'replay' | 'flood' | null {
    const { boots, time } = usm
    if (boots === lastBoots) return 'outside-time-window'
    const agrees = this.#agrees(usm, atMs)
    if (!agrees && (this.#isOlder(usm) || this.#past.isForgotten(usm))) return 'outside-time-window'
    const why = this.#past.refuse(usm, atMs)
    if (why !== null || agrees) return why
    const other = this.#other
    if (other === null || boots > other.boots || time > other.time) this.#other = { boots, time, atMs }
    return null
  }

  #agrees({ boots, time }: EngineTime, atMs: number): boolean {
    const polled = this.#polled
    if (polled === null || polled.boots !== boots) return false
    return Math.abs(time - polled.time - (atMs - polled.atMs) / 1_000) <= windowSeconds
  }

  #isOlder({ boots, time }: EngineTime): boolean {
    const other = this.#other
    if (other === null) return false
    return boots < other.boots || (boots === other.boots && time < other.time - windowSeconds)
  }
}
