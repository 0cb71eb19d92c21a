import type { Insertable, Kysely, Selectable, Transaction, Updateable } from 'kysely'
import type { Role } from '../collector/domain/role.ts'
import type { Scope } from '../collector/domain/scope.ts'
import type { AccountTable, Database } from './schema.ts'

/** Somebody who may sign in. Times are epoch milliseconds. */
export interface Account {
  id: string
  /** In lower case. */
  name: string
  role: Role
  scope: Scope
  createdAt: number
  disabledAt: number | null
  /** Issuer and subject of a single sign-on; null for those who sign in by password. */
  signOn: string | null
  /** PHC string. */
  password: string | null
  /** Sealed. */
  secondFactor: string | null
  secondFactorStep: number | null
}

/** What of an account may become another. */
export type AccountChange = Partial<Omit<Account, 'id' | 'name' | 'createdAt' | 'signOn'>>

export async function accountByName(db: Kysely<Database>, name: string): Promise<Account | null> {
  const row = await db.selectFrom('account').selectAll().where('name', '=', name).executeTakeFirst()
  return row ? toAccount(row) : null
}

export async function accountById(db: Kysely<Database>, id: string): Promise<Account | null> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toAccount(row) : null
}

/** By issuer and subject. */
export async function accountBySignOn(db: Kysely<Database>, signOn: string): Promise<Account | null> {
  const row = await db.selectFrom('account').selectAll().where('sign_on', '=', signOn).executeTakeFirst()
  return row ? toAccount(row) : null
}

/** Those whom a single sign-on vouches for. */
export async function signOnAccounts(db: Kysely<Database>): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('account').select(['id', 'name']).where('sign_on', 'is not', null).execute()
}

/** False until the first administrator is made. */
export async function hasAccount(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined
}

export async function hasSecondFactor(db: Kysely<Database>): Promise<boolean> {
  const found = await db.selectFrom('account').select('id').where('second_factor', 'is not', null).limit(1)
  return (await found.executeTakeFirst()) !== undefined
}

/**
 * An administrator other than this account who can sign in: one whose one-time link is unused cannot, nor one of a single
 * sign-on where there is none now.
 */
export async function hasOtherAdministrator(
  db: Kysely<Database>,
  id: string,
  { hasSignOn }: { hasSignOn: boolean },
): Promise<boolean> {
  let others = db
    .selectFrom('account')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .where('id', '!=', id)
  others = hasSignOn
    ? others.where((where) => where.or([where('password', 'is not', null), where('sign_on', 'is not', null)]))
    : others.where('password', 'is not', null)
  return (await others.limit(1).executeTakeFirst()) !== undefined
}

export async function addAccount(trx: Transaction<Database>, account: Account): Promise<void> {
  await trx.insertInto('account').values(toRow(account)).execute()
}

export async function changeAccount(
  trx: Transaction<Database>,
  id: string,
  change: AccountChange,
): Promise<void> {
  const { scope, disabledAt, secondFactor, secondFactorStep, ...same } = change
  const set: Updateable<AccountTable> = { ...same }
  if (scope !== undefined) set.scope = JSON.stringify(scope)
  if (disabledAt !== undefined) set.disabled_at = disabledAt
  if (secondFactor !== undefined) set.second_factor = secondFactor
  if (secondFactorStep !== undefined) set.second_factor_step = secondFactorStep
  await trx.updateTable('account').set(set).where('id', '=', id).execute()
}

/** Notes the time step of a code as taken; false where it, or a later one, was taken before. */
export async function takeSecondFactorStep(
  trx: Transaction<Database>,
  id: string,
  step: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('account')
    .set({ second_factor_step: step })
    .where('id', '=', id)
    .where((where) =>
      where.or([where('second_factor_step', 'is', null), where('second_factor_step', '<', step)]),
    )
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function toRow(account: Account): Insertable<AccountTable> {
  const { createdAt, disabledAt, signOn, secondFactor, secondFactorStep, scope, ...same } = account
  return {
    ...same,
    scope: JSON.stringify(scope),
    created_at: createdAt,
    disabled_at: disabledAt,
    sign_on: signOn,
    second_factor: secondFactor,
    second_factor_step: secondFactorStep,
  }
}

export function toAccount(row: Selectable<AccountTable>): Account {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    scope: JSON.parse(row.scope) as Scope,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    signOn: row.sign_on,
    password: row.password,
    secondFactor: row.second_factor,
    secondFactorStep: row.second_factor_step,
  }
}
