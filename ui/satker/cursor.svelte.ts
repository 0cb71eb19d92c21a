/** The one moment that all charts point at, by a pointer over one of them or by the keys. */
export class Cursor {
  #at = $state<number | null>(null)
  #isByKeys = false
  readonly #followers = new Set<(at: number | null, by: object | null) => void>()

  /** The beginning of the reading that is pointed at, epoch milliseconds; null: none is. */
  get at(): number | null {
    return this.#at
  }

  /** Whether keys brought it where it is, and not a pointer. */
  get isByKeys(): boolean {
    return this.#isByKeys
  }

  /** `by`: the chart under the pointer, which shows it already. */
  move(at: number | null, by: object | null = null): void {
    if (at === this.#at) return
    this.#at = at
    this.#isByKeys = at !== null && by === null
    for (const follow of this.#followers) follow(at, by)
  }

  /** Until what it answers is called. */
  follow(follower: (at: number | null, by: object | null) => void): () => void {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }
}
