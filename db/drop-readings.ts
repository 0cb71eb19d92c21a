import type { readingTable } from './buckets.ts'
import type { Trx } from './trx.ts'

const rowsATransaction = 2_000

/** Drops the oldest readings from `from` until before `before`, as many as go into one transaction; false when none are left. */
export async function dropOldest(
  trx: Trx,
  table: (typeof readingTable)[keyof typeof readingTable],
  { from, before }: { from: number; before: number },
): Promise<boolean> {
  const last = await trx
    .selectFrom(table)
    .select(['at', 'link'])
    .where('at', '>=', from)
    .where('at', '<', before)
    .orderBy('at')
    .orderBy('link')
    .offset(rowsATransaction - 1)
    .limit(1)
    .executeTakeFirst()
  const dropped = trx.deleteFrom(table).where('at', '>=', from)
  if (last) {
    await dropped
      .where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'link'), '<=', tuple(last.at, last.link)))
      .execute()
    return true
  }
  await dropped.where('at', '<', before).execute()
  return false
}
