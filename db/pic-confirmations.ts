import type { Kysely, Transaction } from 'kysely'
import { everything, type Scope } from '../collector/domain/scope.ts'
import type { Database } from './schema.ts'
import { codesWithin } from './scoped.ts'

/** The PIC of a satker, as devices.yaml has it now. */
export interface RegisteredPerson {
  /** Code. */
  satker: string
  fingerprint: string
}

export interface PicConfirmation {
  fingerprint: string
  /** Epoch milliseconds. */
  at: number
  /** Such as `account:budi`; null: by being written into devices.yaml. */
  by: string | null
}

/** As many rows as go into one statement. */
const rowsAStatement = 500

/**
 * A person who is new or another than before counts as confirmed at `at`; who is the same stays as confirmed as before.
 * Of those who are no longer there nothing is kept.
 */
export async function registerPeople(
  trx: Transaction<Database>,
  people: readonly RegisteredPerson[],
  at: number,
): Promise<void> {
  const rows = await trx.selectFrom('pic_confirmation').select(['satker', 'fingerprint']).execute()
  const known = new Map(rows.map(({ satker, fingerprint }) => [satker, fingerprint]))
  const others = people.filter(({ satker, fingerprint }) => known.get(satker) !== fingerprint)
  for (const { satker } of people) known.delete(satker)
  const gone = [...known.keys()]
  for (let start = 0; start < gone.length; start += rowsAStatement) {
    const codes = gone.slice(start, start + rowsAStatement)
    await trx.deleteFrom('pic_confirmation').where('satker', 'in', codes).execute()
  }
  for (let start = 0; start < others.length; start += rowsAStatement) {
    await save(
      trx,
      others.slice(start, start + rowsAStatement).map((person) => ({ ...person, at, by: null })),
    )
  }
}

/** That this is still the person to call. */
export async function confirmPerson(
  trx: Transaction<Database>,
  confirmed: RegisteredPerson & PicConfirmation,
): Promise<void> {
  await save(trx, [confirmed])
}

/** Null where nobody is registered, or the satker is beyond the scope. */
export async function picConfirmation(
  db: Kysely<Database>,
  scope: Scope,
  satker: string,
): Promise<PicConfirmation | null> {
  let query = db
    .selectFrom('pic_confirmation')
    .select(['fingerprint', 'at', 'by'])
    .where('satker', '=', satker)
  if (scope !== everything) query = query.where('satker', 'in', codesWithin(db, scope))
  return (await query.executeTakeFirst()) ?? null
}

async function save(trx: Transaction<Database>, rows: (RegisteredPerson & PicConfirmation)[]): Promise<void> {
  await trx
    .insertInto('pic_confirmation')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('satker').doUpdateSet((row) => ({
        fingerprint: row.ref('excluded.fingerprint'),
        at: row.ref('excluded.at'),
        by: row.ref('excluded.by'),
      })),
    )
    .execute()
}
