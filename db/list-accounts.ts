import type { ExpressionBuilder, Kysely } from 'kysely'
import { type Account, toAccount } from './accounts.ts'
import type { Database } from './schema.ts'

export interface ListedAccount extends Account {
  /** Null where it never signed in. */
  lastSignIn: number | null
  /** How many sessions it has that have not ended. */
  sessions: number
}

/** What the audit trail calls the ways in. */
const waysIn = ['sign-in', 'one-time.use']

/** By name; a session not used since `usedSince` has ended. When each last signed in the audit trail tells, which keeps it longer than a session lasts. */
export async function listAccounts(
  db: Kysely<Database>,
  { now, usedSince }: { now: number; usedSince: number },
  id: string | null = null,
): Promise<ListedAccount[]> {
  let query = db
    .selectFrom('account')
    .selectAll()
    .select((row) => [
      signIns(row)
        .select('audit.at')
        .whereRef('audit.who', '=', row.fn<string>('concat', [row.val('account:'), 'account.name']))
        .orderBy('audit.id', 'desc')
        .limit(1)
        .as('lastSignIn'),
      row
        .selectFrom('session')
        .select((each) => each.fn.countAll<number>().as('count'))
        .whereRef('session.account', '=', 'account.id')
        .where('session.ends_at', '>', now)
        .where('session.used_at', '>=', usedSince)
        .as('sessions'),
    ])
  if (id !== null) query = query.where('account.id', '=', id)
  const rows = await query.orderBy('name').execute()
  return rows.map((row) => ({ ...toAccount(row), lastSignIn: row.lastSignIn, sessions: row.sessions ?? 0 }))
}

/** From where an account signed in since then; a thousand addresses at most. */
export async function addressesOf(db: Kysely<Database>, name: string, since: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('audit')
    .select('address')
    .distinct()
    .where('who', '=', `account:${name}`)
    .where('what', 'in', waysIn)
    .where('outcome', '=', 'done')
    .where('at', '>=', since)
    .where('address', 'is not', null)
    .limit(1_000)
    .execute()
  return new Set(rows.flatMap(({ address }) => address ?? []))
}

function signIns(row: ExpressionBuilder<Database, 'account'>) {
  return row.selectFrom('audit').where('audit.what', 'in', waysIn).where('audit.outcome', '=', 'done')
}
