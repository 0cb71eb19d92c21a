import type { Retention } from '../collector/domain/network.ts'
import type { Resolution } from '../collector/domain/resolution.ts'
import { type FoldedWidth, readingTable } from './buckets.ts'
import { dropOldest } from './drop-readings.ts'
import { foldProgress } from './fold-progress.ts'
import type { Store } from './open-store.ts'
import { spanMs } from './packed-rows.ts'
import type { Trx } from './trx.ts'

const packedATransaction = 500

/**
 * Drops readings that are older than they are kept, oldest first, and only what has been folded into the
 * next wider table. Status changes and outages stay for ever. After a long time it comes back before it is
 * done, with `done` false: ask again.
 */
export async function applyRetention(
  store: Store,
  { now, retention, transactionsMax = 200 }: { now: number; retention: Retention; transactionsMax?: number },
): Promise<{ done: boolean }> {
  const keptMs: [Resolution, number][] = [
    [60_000, retention.minutesMs],
    [300_000, retention.fiveMinutesMs],
    [3_600_000, retention.hoursMs],
  ]
  let transactions = 0
  for (const [width, ms] of keptMs) {
    let more = true
    while (more) {
      if (transactions === transactionsMax) return { done: false }
      transactions += 1
      more = await store.write((trx) => dropStep(trx, width, now - ms))
    }
  }
  return { done: true }
}

/** False when nothing that old is left. */
async function dropStep(trx: Trx, width: Resolution, before: number): Promise<boolean> {
  const expired = { from: 0, before: await expiry(trx, width, before) }
  if (await dropOldest(trx, readingTable[width], expired)) return true
  return width !== 60_000 && (await dropPacked(trx, width, before))
}

/** Nothing is dropped before the wider table has it, however long the folding was away. */
async function expiry(trx: Trx, width: Resolution, before: number): Promise<number> {
  if (width === 3_600_000) return before
  const wider = width === 60_000 ? 300_000 : 3_600_000
  return Math.min(before, (await foldProgress(trx, wider))?.foldedUntil ?? 0)
}

/** A span goes when all of it is that old. False when none is left. */
async function dropPacked(trx: Trx, width: FoldedWidth, before: number): Promise<boolean> {
  const ofWidth = trx.selectFrom('packed_reading').where('width', '=', width)
  const last = await ofWidth
    .select(['at', 'link'])
    .where('at', '<=', before - spanMs[width])
    .orderBy('at')
    .orderBy('link')
    .offset(packedATransaction - 1)
    .limit(1)
    .executeTakeFirst()
  const dropped = trx.deleteFrom('packed_reading').where('width', '=', width)
  if (last) {
    await dropped
      .where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'link'), '<=', tuple(last.at, last.link)))
      .execute()
    return true
  }
  await dropped.where('at', '<=', before - spanMs[width]).execute()
  return false
}
