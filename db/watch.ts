import type { Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** A run of the collector begins; `previousLastAt` is when the one before it was last alive. */
export async function beginWatch(
  trx: Transaction<Database>,
  at: number,
): Promise<{ id: number; previousLastAt: number | null }> {
  const previous = await trx
    .selectFrom('watch')
    .select('last_at')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { id } = await trx
    .insertInto('watch')
    .values({ began: at, last_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, previousLastAt: previous?.last_at ?? null }
}

export async function recordHeartbeat(trx: Transaction<Database>, watch: number, at: number): Promise<void> {
  await trx.updateTable('watch').set({ last_at: at }).where('id', '=', watch).execute()
}
