import type { Kysely, Transaction } from 'kysely'
import type { Resolution } from '../collector/domain/resolution.ts'
import type { Database } from './schema.ts'

/** How far the folding into one width has come. */
export interface FoldProgress {
  foldedUntil: number
  /** Row number of the first link that is not yet folded in the bucket that begins at `foldedUntil`. */
  nextLink: number
}

/** Null before the first bucket was folded. */
export async function foldProgress(
  db: Kysely<Database>,
  resolution: Resolution,
): Promise<FoldProgress | null> {
  const row = await db
    .selectFrom('fold_progress')
    .select(['folded_until', 'next_link'])
    .where('resolution', '=', resolution)
    .executeTakeFirst()
  return row ? { foldedUntil: row.folded_until, nextLink: row.next_link } : null
}

export async function saveFoldProgress(
  trx: Transaction<Database>,
  resolution: Resolution,
  progress: FoldProgress,
): Promise<void> {
  const row = { folded_until: progress.foldedUntil, next_link: progress.nextLink }
  await trx
    .insertInto('fold_progress')
    .values({ resolution, ...row })
    .onConflict((conflict) => conflict.column('resolution').doUpdateSet(row))
    .execute()
}

/** A reading that comes late, as after the clock was set back, has its buckets folded once more. */
export async function rewindFolding(trx: Transaction<Database>, at: number): Promise<void> {
  for (const resolution of [300_000, 3_600_000] as const) {
    const progress = await foldProgress(trx, resolution)
    if (!progress) continue
    const bucket = at - (at % resolution)
    const begun = bucket === progress.foldedUntil && progress.nextLink > 0
    if (bucket < progress.foldedUntil || begun) {
      await saveFoldProgress(trx, resolution, { foldedUntil: bucket, nextLink: 0 })
    }
  }
}
