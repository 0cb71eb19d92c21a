import type { Transaction } from 'kysely'
import type { Retention } from '../collector/domain/network.ts'
import type { Resolution } from '../collector/domain/resolution.ts'
import { readingTable } from './buckets.ts'
import { foldProgress } from './fold-progress.ts'
import type { Store } from './open-store.ts'
import type { Database } from './schema.ts'

const rowsATransaction = 5_000

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
      more = await store.write(async (trx) => dropOldest(trx, width, await expiry(trx, width, now - ms)))
    }
  }
  return { done: true }
}

/** Nothing is dropped before the wider table has it, however long the folding was away. */
async function expiry(trx: Transaction<Database>, width: Resolution, before: number): Promise<number> {
  if (width === 3_600_000) return before
  const wider = width === 60_000 ? 300_000 : 3_600_000
  return Math.min(before, (await foldProgress(trx, wider))?.foldedUntil ?? 0)
}

/** False when nothing that old is left. */
async function dropOldest(trx: Transaction<Database>, width: Resolution, before: number): Promise<boolean> {
  const table = readingTable[width]
  const last = await trx
    .selectFrom(table)
    .select(['at', 'link'])
    .where('at', '<', before)
    .orderBy('at')
    .orderBy('link')
    .offset(rowsATransaction - 1)
    .limit(1)
    .executeTakeFirst()
  if (!last) {
    await trx.deleteFrom(table).where('at', '<', before).execute()
    return false
  }
  await trx
    .deleteFrom(table)
    .where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'link'), '<=', tuple(last.at, last.link)))
    .execute()
  return true
}
