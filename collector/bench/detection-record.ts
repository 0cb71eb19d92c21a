import type { LinkStatus } from '../domain/status.ts'
import type { LiveFrame } from '../serve/wire.ts'

interface Seen {
  link: string
  to: LinkStatus
  /** By the clock of this process, milliseconds. */
  atMs: number
}

/** What a browser was told of statuses, and when. */
export class DetectionRecord {
  readonly #now = new Map<string, LinkStatus>()
  readonly #changes: Seen[] = []

  take(frame: LiveFrame, atMs: number): void {
    if (frame.type === 'heartbeat') return
    for (const { id, status } of frame.links) {
      if (status === undefined || this.#now.get(id) === status) continue
      this.#now.set(id, status)
      this.#changes.push({ link: id, to: status, atMs })
    }
  }

  /** How many links have a status now. */
  count(status: LinkStatus): number {
    return [...this.#now.values()].filter((one) => one === status).length
  }

  /** When a link was first told to be so after a moment; null: not yet. */
  toldAt(link: string, to: LinkStatus, afterMs: number): number | null {
    return (
      this.#changes.find((one) => one.link === link && one.to === to && one.atMs >= afterMs)?.atMs ?? null
    )
  }

  /** How often any link was told to be so, unless it was expected. */
  unexpected(to: LinkStatus, isExpected: (link: string, atMs: number) => boolean): number {
    return this.#changes.filter((one) => one.to === to && !isExpected(one.link, one.atMs)).length
  }
}
