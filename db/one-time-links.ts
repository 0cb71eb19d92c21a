import type { Kysely, Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** Sets a password once. Times are epoch milliseconds. */
export interface OneTimeLink {
  /** SHA-256 of its secret. */
  hash: string
  /** Null: makes the first administrator. */
  account: string | null
  createdAt: number
  endsAt: number
}

/** Also one that is too old. */
export async function findOneTimeLink(db: Kysely<Database>, hash: string): Promise<OneTimeLink | null> {
  const row = await db.selectFrom('one_time_link').selectAll().where('hash', '=', hash).executeTakeFirst()
  if (!row) return null
  return { hash: row.hash, account: row.account, createdAt: row.created_at, endsAt: row.ends_at }
}

/** Those made before for the same purpose are void with it. */
export async function addOneTimeLink(trx: Transaction<Database>, link: OneTimeLink): Promise<void> {
  await voidOneTimeLinks(trx, link.account)
  await trx
    .insertInto('one_time_link')
    .values({ hash: link.hash, account: link.account, created_at: link.createdAt, ends_at: link.endsAt })
    .execute()
}

/** Of an account; null: those that make the first administrator. */
export async function voidOneTimeLinks(trx: Transaction<Database>, account: string | null): Promise<void> {
  const links = trx.deleteFrom('one_time_link')
  await (
    account === null ? links.where('account', 'is', null) : links.where('account', '=', account)
  ).execute()
}
