import { PlainQuestion } from './plain-question.ts'

/** Encoded questions that are kept for whoever asks the same: most routers of a fleet are asked alike. */
const mostKept = 1_000

export class QuestionShelf {
  readonly #kept = new Map<string, PlainQuestion>()

  /** One that asks these names; of several routers the same, since nothing in it is of one of them. */
  take(isV1: boolean, community: string, oids: readonly string[]): PlainQuestion {
    const key = [isV1, community, ...oids].join('\n')
    const kept = this.#kept.get(key) ?? new PlainQuestion(isV1, community, oids)
    // The one that was taken longest ago goes; who asks by it keeps it all the same.
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    return kept
  }
}
