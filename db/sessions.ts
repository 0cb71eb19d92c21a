import type { Kysely, Selectable, Transaction } from 'kysely'
import { type Account, accountById } from './accounts.ts'
import type { Database, SessionTable } from './schema.ts'

/** Somebody who signed in, by one browser. Times are epoch milliseconds. */
export interface Session {
  /** Of what the cookie holds; SHA-256. */
  hash: string
  /** As it stands in lists; it opens nothing. */
  id: string
  account: string
  beganAt: number
  usedAt: number
  endsAt: number
  address: string
  agent: string
}

/** How many old ones go at a time. */
const removedAtOnce = 1_000

/** With whose it is; also one that has ended. */
export async function findSession(
  db: Kysely<Database>,
  by: { hash: string } | { id: string },
): Promise<{ session: Session; account: Account } | null> {
  const found = db.selectFrom('session').selectAll()
  const query = 'hash' in by ? found.where('hash', '=', by.hash) : found.where('id', '=', by.id)
  const row = await query.executeTakeFirst()
  if (!row) return null
  const account = await accountById(db, row.account)
  return account && { session: toSession(row), account }
}

/** Newest first. */
export async function sessionsOf(db: Kysely<Database>, account: string): Promise<Session[]> {
  const own = db.selectFrom('session').selectAll().where('account', '=', account)
  return (await own.orderBy('began_at', 'desc').execute()).map(toSession)
}

export async function addSession(trx: Transaction<Database>, session: Session): Promise<void> {
  const { beganAt, usedAt, endsAt, ...same } = session
  await trx
    .insertInto('session')
    .values({ ...same, began_at: beganAt, used_at: usedAt, ends_at: endsAt })
    .execute()
}

export async function useSessions(
  trx: Transaction<Database>,
  ids: readonly string[],
  at: number,
): Promise<void> {
  await trx.updateTable('session').set({ used_at: at }).where('id', 'in', ids).execute()
}

/** Says whether there was one of that id, and of that account. */
export async function endSession(trx: Transaction<Database>, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('session')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** All of an account, or all but one; says how many there were. */
export async function endSessions(
  trx: Transaction<Database>,
  account: string,
  but: string | null = null,
): Promise<number> {
  let query = trx.deleteFrom('session').where('account', '=', account)
  if (but !== null) query = query.where('id', '!=', but)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

/** Those that ended, or were last used before `usedBefore`; a thousand at a time. */
export async function removeOldSessions(
  trx: Transaction<Database>,
  { now, usedBefore }: { now: number; usedBefore: number },
): Promise<void> {
  const old = trx
    .selectFrom('session')
    .select('hash')
    .where((where) => where.or([where('ends_at', '<=', now), where('used_at', '<', usedBefore)]))
    .limit(removedAtOnce)
  await trx.deleteFrom('session').where('hash', 'in', old).execute()
}

function toSession({ began_at, used_at, ends_at, ...same }: Selectable<SessionTable>): Session {
  return { ...same, beganAt: began_at, usedAt: used_at, endsAt: ends_at }
}
