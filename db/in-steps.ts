import type { FoldedWidth } from './buckets.ts'
import type { Store } from './open-store.ts'
import type { Trx } from './trx.ts'

/** One short transaction of a long work, which leaves a note of how far it came; false when nothing is left to do. */
type Step = (trx: Trx, width: FoldedWidth, now: number) => Promise<boolean>

/** Does it for five minutes and then for hours. Comes back before it is done, with `done` false, after `most` steps. */
export async function inSteps(
  store: Store,
  step: Step,
  { now, most }: { now: number; most: number },
): Promise<{ done: boolean }> {
  let steps = 0
  for (const width of [300_000, 3_600_000] as const) {
    let more = true
    while (more) {
      if (steps === most) return { done: false }
      steps += 1
      more = await store.write((trx) => step(trx, width, now))
    }
  }
  return { done: true }
}
