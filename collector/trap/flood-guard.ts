import type { Clock } from '../domain/clock.ts'

interface Allowance {
  perSecond: number
  burst: number
}

const ofSource: Allowance = { perSecond: 10, burst: 50 }
const ofAll: Allowance = { perSecond: 500, burst: 1_000 }

interface Bucket {
  tokens: number
  filledAtMs: number
}

/**
 * Lets through as many datagrams as routers honestly send, before anything is spent on reading them: so many of one
 * source, so that it cannot use up what is the others', and so many of all. Kept for known sources only.
 */
export class FloodGuard {
  readonly #clock: Clock
  readonly #sources = new Map<string, Bucket>()
  readonly #all: Bucket

  constructor(clock: Clock) {
    this.#clock = clock
    this.#all = { tokens: ofAll.burst, filledAtMs: clock.monotonicMs() }
  }

  lets(source: string): boolean {
    const nowMs = this.#clock.monotonicMs()
    let bucket = this.#sources.get(source)
    if (bucket === undefined) {
      bucket = { tokens: ofSource.burst, filledAtMs: nowMs }
      this.#sources.set(source, bucket)
    }
    return take(bucket, ofSource, nowMs) && take(this.#all, ofAll, nowMs)
  }

  /** Forgets every source that is not among those. */
  keep(sources: ReadonlySet<string>): void {
    for (const source of this.#sources.keys()) if (!sources.has(source)) this.#sources.delete(source)
  }
}

function take(bucket: Bucket, { perSecond, burst }: Allowance, nowMs: number): boolean {
  const gained = ((nowMs - bucket.filledAtMs) / 1_000) * perSecond
  bucket.tokens = Math.min(burst, bucket.tokens + gained)
  bucket.filledAtMs = nowMs
  if (bucket.tokens < 1) return false
  bucket.tokens -= 1
  return true
}
