import type { Clock } from '../domain/clock.ts'

/** Time that passes when it is told to, in steps of a second, with whatever was waiting for it. */
export class MadeTime implements Clock {
  #nowMs: number
  #waiting: { atMs: number; go: () => void }[] = []

  constructor(startMs: number) {
    this.#nowMs = startMs
  }

  now(): number {
    return this.#nowMs
  }

  monotonicMs(): number {
    return this.#nowMs
  }

  wait(ms: number): Promise<void> {
    return new Promise((go) => this.#waiting.push({ atMs: this.#nowMs + ms, go }))
  }

  /** Resolves when all that was due in that second has been done, as far as it waits for nothing more. */
  async passSecond(): Promise<void> {
    const untilMs = this.#nowMs + 1_000
    for (;;) {
      const due = this.#waiting.filter(({ atMs }) => atMs <= untilMs)
      if (due.length === 0) break
      const atMs = Math.min(...due.map((one) => one.atMs))
      this.#nowMs = atMs
      this.#waiting = this.#waiting.filter((one) => one.atMs > atMs)
      for (const one of due) if (one.atMs <= atMs) one.go()
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    this.#nowMs = untilMs
  }
}
