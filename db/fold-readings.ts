import { finerWidth, firstReadingAt } from './buckets.ts'
import type { FoldedWidth } from './buckets.ts'
import { foldProgress, saveFoldProgress } from './fold-progress.ts'
import { foldRows } from './fold-rows.ts'
import { inSteps } from './in-steps.ts'
import { lastLink } from './link-rows.ts'
import type { Store } from './open-store.ts'
import { restartPacking, restorePacked } from './packed-readings.ts'
import type { Trx } from './trx.ts'

/** How long after its end a bucket still waits for rows that are late. */
const graceMs = 2 * 60_000

/** As many rows as are folded in one turn of the event loop without being noticed. */
const rowsAStep = 3_000

/**
 * Folds minutes into five minutes and those into hours, as far as they are closed, in short transactions
 * that each leave a note of how far they came. After an absence of days it comes back before it is done,
 * with `done` false: ask again. A bucket folded twice is the same bucket.
 */
export async function foldReadings(
  store: Store,
  { now, stepsMax = 1_000 }: { now: number; stepsMax?: number },
): Promise<{ done: boolean }> {
  return await inSteps(store, foldStep, { now, most: stepsMax })
}

/** Folds one bucket of as many links as fit one step; false when nothing is left to fold. */
async function foldStep(trx: Trx, width: FoldedWidth, now: number): Promise<boolean> {
  const limit = await closedUntil(trx, width, now)
  const { foldedUntil, nextLink } = (await foldProgress(trx, width)) ?? { foldedUntil: 0, nextLink: 0 }
  if (foldedUntil >= limit) return false
  // Times at which nothing was measured, as while the collector was off, are stepped over in one go.
  const next = nextLink > 0 ? foldedUntil : await firstReadingAt(trx, finerWidth[width], foldedUntil)
  if (next === null || next >= limit) {
    await saveFoldProgress(trx, width, { foldedUntil: limit, nextLink: 0 })
    return false
  }
  const at = next - (next % width)
  const times = timesWithin(at, width)
  const links = { from: nextLink, to: nextLink + Math.floor(rowsAStep / times.length) }
  if (width === 3_600_000) await restorePacked(trx, 300_000, links, { from: at, to: at + width })
  await foldRows(trx, width, { at, times, links })
  await restartPacking(trx, width, at)
  const whole = links.to > (await lastLink(trx))
  const reached = whole ? { foldedUntil: at + width, nextLink: 0 } : { foldedUntil: at, nextLink: links.to }
  await saveFoldProgress(trx, width, reached)
  return true
}

/** Where the last closed bucket ends: minutes close by the clock, hours when their last part is folded. */
async function closedUntil(trx: Trx, width: FoldedWidth, now: number): Promise<number> {
  const until = width === 300_000 ? now - graceMs : ((await foldProgress(trx, 300_000))?.foldedUntil ?? 0)
  return until - (until % width)
}

function timesWithin(at: number, width: FoldedWidth): number[] {
  const partMs = finerWidth[width]
  return Array.from({ length: width / partMs }, (_, index) => at + index * partMs)
}
