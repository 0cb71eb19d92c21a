import type { TrapCounts } from './receiver-messages.ts'

export interface TrapHealth {
  /** `*`: every address of this machine. Null until something could be listened at. */
  address: string | null
  port: number | null
  received: number
  /** Genuine and worth a visit; every trap that was received was accepted, ignored or refused. */
  accepted: number
  ignored: number
  refused: Record<string, number>
  /** How often the thread that hears them died. */
  restarts: number
  /** SNMPv3 keys made: of enrolled users with engines that are known, and no others. */
  keysDerived: number
  listening: boolean
  /** Why it does not listen, and what would be right. */
  why: string | null
}

/** What is told of the receiver since the start, whatever became of its thread. */
export class TrapTally {
  readonly #health: TrapHealth = {
    address: null,
    port: null,
    received: 0,
    accepted: 0,
    ignored: 0,
    refused: {},
    restarts: 0,
    keysDerived: 0,
    listening: false,
    why: null,
  }

  add({ refused, ...counts }: TrapCounts): void {
    const health = this.#health
    health.received += counts.received
    health.accepted += counts.accepted
    health.ignored += counts.ignored
    health.keysDerived += counts.keysDerived
    for (const [why, count] of Object.entries(refused))
      health.refused[why] = (health.refused[why] ?? 0) + count
  }

  listens({ address, port }: { address: string; port: number }): void {
    Object.assign(this.#health, { address, port, listening: true, why: null })
  }

  /** Whether that is news. */
  listensNot(why: string): boolean {
    const isNews = this.#health.why !== why
    Object.assign(this.#health, { address: null, port: null, listening: false, why })
    return isNews
  }

  died(why: string): void {
    this.listensNot(why)
    this.#health.restarts += 1
  }

  health(): TrapHealth {
    return { ...this.#health, refused: { ...this.#health.refused } }
  }
}
