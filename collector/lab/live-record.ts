/** What the live socket said, kept: the links as they stand now, and every status they have had. */
import type { LinkStatus } from '../domain/status.ts'
import type { LiveFrame, WireLink } from '../serve/wire.ts'
import { until } from './until.ts'

export class LiveRecord {
  readonly #links = new Map<string, WireLink>()
  readonly #statuses = new Map<string, LinkStatus[]>()
  readonly #rates = new Map<string, number[]>()
  #seq = 0
  /** Numbers that did not follow on the one before. */
  holes = 0

  take(frame: LiveFrame): void {
    if (frame.seq !== this.#seq + 1) this.holes += 1
    this.#seq = frame.seq
    if (frame.type === 'heartbeat') return
    for (const change of frame.links) {
      const link = { ...this.#links.get(change.id), ...change } as WireLink
      this.#links.set(link.id, link)
      const had = this.#statuses.get(link.id) ?? []
      if (had.at(-1) !== link.status) this.#statuses.set(link.id, [...had, link.status])
      const rates = this.#rates.get(link.id) ?? []
      const rate = link.inBitsPerSecond
      if (rate !== null && rates.at(-1) !== rate) this.#rates.set(link.id, [...rates, rate])
    }
  }

  link(id: string): WireLink | undefined {
    return this.#links.get(id)
  }

  /** In the order they were published, without repetition. */
  statuses(id: string): LinkStatus[] {
    return this.#statuses.get(id) ?? []
  }

  /** Incoming bits per second by each visit, in the order they were published. */
  ratesIn(id: string): number[] {
    return this.#rates.get(id) ?? []
  }

  /** The link, once it is as wanted. */
  async untilLink(id: string, withinMs: number, wanted: (link: WireLink) => boolean): Promise<WireLink> {
    try {
      return await until(`link ${id}`, withinMs, () => {
        const link = this.#links.get(id)
        return link && wanted(link) ? link : undefined
      })
    } catch (error) {
      throw new Error(`link ${id} was not as wanted; it is ${JSON.stringify(this.#links.get(id))}`, {
        cause: error,
      })
    }
  }

  untilStatus(id: string, status: LinkStatus, withinMs: number): Promise<WireLink> {
    return this.untilLink(id, withinMs, (link) => link.status === status)
  }
}
