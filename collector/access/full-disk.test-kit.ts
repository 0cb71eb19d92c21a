import { sql } from 'kysely'
import { appendAudit } from '../../db/audit.ts'
import { StoreFull } from '../../db/store-error.ts'
import { afar, type Stage, startedAt } from './access.test-kit.ts'

/**
 * As on a disk without room: the file may not grow, and there is no place in it for another row of a sign-out. Answers
 * with what makes room again.
 */
export async function fillDisk({ store }: Pick<Stage, 'store'>): Promise<() => Promise<unknown>> {
  const pragma = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(store.db)
  const event = { at: startedAt, who: 'account:budi', what: 'sign-out', outcome: 'done' } as const
  await pragma(1)
  let isFull = false
  while (!isFull) {
    await store
      .write((trx) => appendAudit(trx, { ...event, address: afar.address }))
      .catch((error: unknown) => {
        if (!(error instanceof StoreFull)) throw error
        isFull = true
      })
  }
  return () => pragma(1_000_000)
}
