const keysMax = 10_000

/** How often something happened to a key within the last so many milliseconds; the keys used longest ago go. */
export class RecentTimes {
  readonly #lengthMs: number
  readonly #times = new Map<string, number[]>()

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs
  }

  get size(): number {
    return this.#times.size
  }

  add(key: string, now: number): void {
    const times = [...this.#within(key, now), now]
    this.#times.delete(key)
    this.#times.set(key, times)
    if (this.#times.size <= keysMax) return
    const [oldest] = this.#times.keys()
    if (oldest !== undefined) this.#times.delete(oldest)
  }

  /** How long until there is room for one more among `most`; 0 where there is now. */
  wait(key: string, most: number, now: number): number {
    const times = this.#within(key, now)
    const leaving = times[times.length - most]
    return leaving === undefined ? 0 : leaving + this.#lengthMs - now
  }

  /** The last one did not count. */
  takeBack(key: string): void {
    const times = this.#times.get(key)
    times?.pop()
    if (times?.length === 0) this.#times.delete(key)
  }

  #within(key: string, now: number): number[] {
    return (this.#times.get(key) ?? []).filter((at) => now - at < this.#lengthMs)
  }
}
