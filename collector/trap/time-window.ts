import type { UsmParameters } from '../probe/snmp/message.ts'

/** RFC 3414 §2.2.3 and §3.2 step 7. */
const windowSeconds = 150
const lastBoots = 2 ** 31 - 1
/** More than one source may send within the window; beyond it, what comes is refused until the window has moved. */
const mostRemembered = 4_096

/**
 * Keeps one engine's genuine traps from being taken twice. Its clock is known from them alone: an agent and the tools
 * beside it may each have one of their own, and what protects is the key together with what came before.
 */
export class TimeWindow {
  #boots = 0
  #time = 0
  /** Digests of what was taken within the window, with the time that each was sent at. */
  readonly #seen = new Map<string, number>()

  /** Takes a message whose digest is right, or says why it is not to be believed; null: it is new. */
  refuse({ boots, time, digest }: UsmParameters): 'outside-time-window' | 'replay' | 'flood' | null {
    if (boots === lastBoots || boots < this.#boots) return 'outside-time-window'
    if (boots === this.#boots && time < this.#time - windowSeconds) return 'outside-time-window'
    const name = digest.toString('base64')
    if (this.#seen.has(name)) return 'replay'
    this.#move(boots, time)
    if (this.#seen.size >= mostRemembered) return 'flood'
    this.#seen.set(name, time)
    return null
  }

  #move(boots: number, time: number): void {
    if (boots > this.#boots) this.#seen.clear()
    else if (time <= this.#time) return
    this.#boots = boots
    this.#time = time
    for (const [name, sentAt] of this.#seen) if (sentAt < time - windowSeconds) this.#seen.delete(name)
  }
}
