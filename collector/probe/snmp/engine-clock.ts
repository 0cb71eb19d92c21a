import type { SnmpEngine } from '../../domain/snmp-engine.ts'
import type { UsmParameters } from './message.ts'

/** RFC 3414 §2.2.3 and §3.2 step 7. */
const windowMs = 150_000
/** An engine that has started so often takes no authenticated message any more (RFC 3414 §2.2.2). */
const lastBoots = 2 ** 31 - 1

interface Doubted extends SnmpEngine {
  /** Of our message that it answered. */
  messageId: number
}

/**
 * Keeps the clock of one router's engine, as its own answers told it, so that an old answer played again is known by its
 * age. A router that has lost its count of starts is followed all the same: one answer from another time is refused, and
 * a second one, to another question, that agrees with it is believed.
 */
export class EngineClock {
  #known: SnmpEngine | null = null
  #doubted: Doubted | null = null

  get engine(): SnmpEngine | null {
    return this.#known
  }

  /**
   * Whether a signed answer is of our time; if it is, it is learned from. Its digest must have been found right.
   * @param messageId of the question that it answers
   */
  isInTime(usm: UsmParameters, messageId: number, atMonotonicMs: number): boolean {
    if (usm.boots === lastBoots) return false
    const told = toldBy(usm, atMonotonicMs)
    if (this.#known === null || !isOlder(told, this.#known)) this.learn(usm, atMonotonicMs)
    else if (this.#isConfirmed(told, messageId)) this.#known = told
    else {
      if (this.#doubted?.messageId !== messageId) this.#doubted = { ...told, messageId }
      return false
    }
    this.#doubted = null
    return true
  }

  /** What an answer says, unless it is overtaken by what is known. */
  learn(usm: UsmParameters, atMonotonicMs: number): void {
    const told = toldBy(usm, atMonotonicMs)
    const known = this.#known
    const isOvertaken =
      known !== null && known.id === told.id && known.boots === told.boots && known.time >= told.time
    if (!isOvertaken) this.#known = told
  }

  #isConfirmed(told: SnmpEngine, messageId: number): boolean {
    const before = this.#doubted
    return before !== null && before.messageId !== messageId && isSameTime(told, before)
  }
}

function toldBy({ engineId, boots, time }: UsmParameters, atMonotonicMs: number): SnmpEngine {
  return { id: engineId.toString('hex'), boots, time, atMonotonicMs }
}

/** By more than the window allows; another engine has another clock. */
function isOlder(told: SnmpEngine, known: SnmpEngine): boolean {
  if (told.id !== known.id) return false
  if (told.boots !== known.boots) return told.boots < known.boots
  return told.time * 1_000 < expectedMs(known, told.atMonotonicMs) - windowMs
}

function isSameTime(told: SnmpEngine, before: SnmpEngine): boolean {
  return (
    told.id === before.id &&
    told.boots === before.boots &&
    Math.abs(told.time * 1_000 - expectedMs(before, told.atMonotonicMs)) <= windowMs
  )
}

function expectedMs({ time, atMonotonicMs }: SnmpEngine, nowMs: number): number {
  return time * 1_000 + nowMs - atMonotonicMs
}
