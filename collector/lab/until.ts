/** Waits, within a bound, for something to become so. */
import { setTimeout as wait } from 'node:timers/promises'

/** Resolves with the first value that is not undefined; rejects, naming what was awaited, when the time is over. */
export async function until<T>(
  what: string,
  withinMs: number,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(`${what}: not so after ${withinMs / 1_000} s`)
    await wait(50)
  }
}
