import type { Kysely, Selectable, Transaction } from 'kysely'
import type { TokenRole } from '../collector/domain/role.ts'
import type { Scope } from '../collector/domain/scope.ts'
import type { Database, TokenTable } from './schema.ts'

/** What a program shows to be let in. Times are epoch milliseconds. */
export interface Token {
  /** As it stands in lists; it opens nothing. */
  id: string
  /** SHA-256 of the token. */
  hash: string
  name: string
  role: TokenRole
  scope: Scope
  createdAt: number
  createdBy: string
  endsAt: number
  revokedAt: number | null
  usedAt: number | null
}

export async function findToken(
  db: Kysely<Database>,
  by: { hash: string } | { id: string },
): Promise<Token | null> {
  const found = db.selectFrom('token').selectAll()
  const query = 'hash' in by ? found.where('hash', '=', by.hash) : found.where('id', '=', by.id)
  const row = await query.executeTakeFirst()
  return row ? toToken(row) : null
}

/** Newest first, the revoked and the ended included. */
export async function listTokens(db: Kysely<Database>): Promise<Token[]> {
  const rows = await db.selectFrom('token').selectAll().orderBy('created_at', 'desc').orderBy('id').execute()
  return rows.map(toToken)
}

/** Those that open something now. */
export async function tokensNamed(db: Kysely<Database>, name: string, now: number): Promise<Token[]> {
  const rows = await db
    .selectFrom('token')
    .selectAll()
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', now)
    .execute()
  return rows.map(toToken)
}

/** Those that open something now; `who` as `createdBy` has it. */
export async function tokensMadeBy(db: Kysely<Database>, who: string, now: number): Promise<Token[]> {
  const rows = await db
    .selectFrom('token')
    .selectAll()
    .where('created_by', '=', who)
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', now)
    .orderBy('created_at')
    .execute()
  return rows.map(toToken)
}

export async function addToken(trx: Transaction<Database>, token: Token): Promise<void> {
  await trx
    .insertInto('token')
    .values({
      id: token.id,
      hash: token.hash,
      name: token.name,
      role: token.role,
      scope: JSON.stringify(token.scope),
      created_at: token.createdAt,
      created_by: token.createdBy,
      ends_at: token.endsAt,
      revoked_at: token.revokedAt,
      used_at: token.usedAt,
    })
    .execute()
}

export async function revokeToken(trx: Transaction<Database>, id: string, at: number): Promise<void> {
  await trx.updateTable('token').set({ revoked_at: at }).where('id', '=', id).execute()
}

export async function useTokens(
  trx: Transaction<Database>,
  ids: readonly string[],
  at: number,
): Promise<void> {
  await trx.updateTable('token').set({ used_at: at }).where('id', 'in', ids).execute()
}

function toToken(row: Selectable<TokenTable>): Token {
  return {
    id: row.id,
    hash: row.hash,
    name: row.name,
    role: row.role,
    scope: JSON.parse(row.scope) as Scope,
    createdAt: row.created_at,
    createdBy: row.created_by,
    endsAt: row.ends_at,
    revokedAt: row.revoked_at,
    usedAt: row.used_at,
  }
}
