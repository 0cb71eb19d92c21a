/** The last hours of the whole network: loaded once, then kept by what is told live. */
import { createContext } from 'svelte'
import type { LinkChange } from '../../collector/serve/wire.ts'
import type { Api } from '../parts/api.ts'
import { addChange, timelineOf, timelineSince, type Timeline } from '../timeline/timeline.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
/** No farther back is asked for: what is older is told by reports. */
export const longestMs = 31 * dayMs

export class Past {
  #timeline = $state.raw<Timeline | null>(null)
  /** The changes grow in place, thousands of them: this tells that they did. */
  #version = $state(0)
  #failure = $state.raw<{ code: string; message: string } | null>(null)
  #isLoading = $state(false)
  #again: (() => void) | null = null
  /** How far back was asked for. */
  #reachMs = 0
  /** Told live while the rest was on its way. */
  #meanwhile: LinkChange[] = []
  readonly #api: Pick<Api, 'changes'>
  readonly #now: () => number

  constructor(api: Pick<Api, 'changes'>, now: () => number) {
    this.#api = api
    this.#now = now
  }

  /** Null until it has come; whoever reads it is told of every change added to it. */
  get timeline(): Timeline | null {
    void this.#version
    return this.#timeline
  }

  /** Why the last asking failed; null when it did not. */
  get failure(): { code: string; message: string } | null {
    return this.#failure
  }

  get isLoading(): boolean {
    return this.#isLoading
  }

  /** No moment before it is looked back at. */
  get earliest(): number {
    return earliestOf(this.#now())
  }

  /** Whether it is known what was at a moment. */
  knows(at: number): boolean {
    return this.timeline !== null && this.timeline.from <= at
  }

  /** Asks for what is missing since `from`, if anything is. */
  async reach(from: number): Promise<void> {
    if (this.#timeline && !this.knows(Math.max(from, this.earliest))) await this.load(from)
  }

  /** Asks for everything since `from`, or since as long ago as is asked for at most; one at a time, the last wins. */
  async load(from: number): Promise<void> {
    if (this.#isLoading) {
      this.#again = () => void this.load(from)
      return
    }
    this.#isLoading = true
    this.#meanwhile = []
    const now = this.#now()
    const answer = await this.#api.changes(Math.floor(Math.max(0, from, earliestOf(now) - hourMs / 2)), now)
    this.#isLoading = false
    if (answer.ok) {
      this.#timeline = timelineOf(answer.value)
      this.#reachMs = now - answer.value.from
      this.receive(this.#meanwhile)
    }
    this.#failure = answer.ok ? null : answer
    const again = this.#again
    this.#again = null
    again?.()
  }

  /** Takes in what is told live. */
  receive(links: readonly LinkChange[]): void {
    const changed = links.filter(({ status }) => status !== undefined)
    if (changed.length === 0) return
    if (this.#isLoading) this.#meanwhile.push(...changed)
    const timeline = this.#timeline
    if (!timeline) return
    let added = 0
    for (const { id, status, since } of changed) {
      if (status !== undefined && since !== undefined && addChange(timeline, id, since, status)) added++
    }
    if (added > 0) this.#version++
    this.#forget(timeline)
  }

  /** A page may stay open for months: what is older by a day than was asked for goes, a day at a time. */
  #forget(timeline: Timeline): void {
    const from = this.#now() - this.#reachMs
    if (timeline.from < from - dayMs) this.#timeline = timelineSince(timeline, from)
  }
}

/** An hour short of what may be asked for, so that it can still be asked for an hour later. */
function earliestOf(now: number): number {
  return now - longestMs + hourMs
}

export const [getPast, setPast] = createContext<Past>()
