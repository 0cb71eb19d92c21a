import type { Transaction } from 'kysely'
import type { PlacedSatker } from '../collector/domain/scope.ts'
import type { Database } from './schema.ts'

/** As many rows as go into one statement. */
const rowsAStatement = 1_000

/** Keeps by what scopes go. One that was removed stays as it was last, so that its history is seen by the same people. */
export async function registerSatker(
  trx: Transaction<Database>,
  satker: readonly PlacedSatker[],
): Promise<void> {
  for (let start = 0; start < satker.length; start += rowsAStatement) {
    const rows = satker.slice(start, start + rowsAStatement)
    await trx
      .insertInto('satker')
      .values(rows.map(({ code, type, province }) => ({ code, type, province })))
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet((row) => ({
          type: row.ref('excluded.type'),
          province: row.ref('excluded.province'),
        })),
      )
      .execute()
  }
}
