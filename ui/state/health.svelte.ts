/** How the collector itself is. */
import { createContext } from 'svelte'
import type { Health } from '../../collector/serve/wire.ts'
import type { Api } from '../parts/api.ts'
import { Polled } from './polled.svelte.ts'

/** The collector counts since its start; what it missed lately is told of so long. */
const latelyMs = 10 * 60_000
/** In less time than this nothing is said of it. */
const leastMs = 30_000

/** What it did not do in time between two of its answers. */
export interface Missed {
  forMs: number
  sweepsLate: number
  visitsLate: number
  visitsSkipped: number
}

interface Answer {
  at: number
  health: Health
}

export class CollectorHealth extends Polled<Health> {
  readonly #answers: Answer[]

  /** `now`: in the collector's time. */
  constructor(api: Pick<Api, 'health'>, now: () => number = Date.now, everyMs: number = 10_000) {
    const answers: Answer[] = []
    super(() => api.health(), { everyMs, heard: (health) => keep(answers, { at: now(), health }) })
    this.#answers = answers
  }

  /** When it last answered, in the collector's time; null before it did. */
  get readAt(): number | null {
    return this.current && (this.#answers.at(-1)?.at ?? null)
  }

  /** In the last ten minutes, or since this page first asked; null where that was just now. */
  get missed(): Missed | null {
    void this.current
    const [first, last] = [this.#answers[0], this.#answers.at(-1)]
    if (!first || !last || last.at - first.at < leastMs) return null
    return {
      forMs: last.at - first.at,
      sweepsLate: last.health.icmp.late - first.health.icmp.late,
      visitsLate: last.health.snmp.late - first.health.snmp.late,
      visitsSkipped: last.health.snmp.skipped - first.health.snmp.skipped,
    }
  }
}

/** One from before the last ten minutes stays: what was missed since then is counted from it. */
function keep(answers: Answer[], answer: Answer): void {
  // It began anew, and counts from nothing again.
  if (answers.at(-1)?.health.startedAt !== answer.health.startedAt) answers.length = 0
  answers.push(answer)
  while (answers.length > 2 && answers[1]!.at <= answer.at - latelyMs) answers.shift()
}

export const [getHealth, setHealth] = createContext<CollectorHealth>()
