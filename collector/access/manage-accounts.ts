/** What an administrator, or a command on the collector's own machine, does to accounts. */
import {
  type Account,
  accountById,
  accountByName,
  addAccount as insertAccount,
  changeAccount as updateAccount,
  hasOtherAdministrator,
} from '../../db/accounts.ts'
import { voidOneTimeLinks } from '../../db/one-time-links.ts'
import { endSessions } from '../../db/sessions.ts'
import type { Trx } from '../../db/trx.ts'
import type { Role } from '../domain/role.ts'
import { type Scope, scopeText } from '../domain/scope.ts'
import { type ScopeFault, scopeFault } from '../domain/unfit-scope.ts'
import { type Deed, tellDone } from './deed.ts'
import { newAccount, type NewLink, newPasswordLink } from './one-time.ts'
import { revokeMade } from './revoke-made.ts'

export type AccountRefusal = 'not-found' | 'name-taken' | 'last-administrator' | 'by-sign-on' | ScopeFault

export interface AccountChanges {
  role?: Role | undefined
  scope?: Scope | undefined
  disabled?: boolean | undefined
}

/** With a link by which its owner sets the password, unless one is given (as a PHC string). `name` as `accountName` has it. */
export async function addAccount(
  trx: Trx,
  deed: Deed,
  given: { name: string; role: Role; scope: Scope; password?: string },
): Promise<{ account: Account; link: NewLink | null } | AccountRefusal> {
  const { name, role, scope, password = null } = given
  const fault = scopeFault(role, scope)
  if (fault !== null) return fault
  if ((await accountByName(trx, name)) !== null) return 'name-taken'
  const account = newAccount({ name, role, scope, password }, deed.at)
  await insertAccount(trx, account)
  await tellDone(trx, deed, { what: 'account.add', subject: subjectOf(account), after: { role, scope } })
  return { account, link: password === null ? await newPasswordLink(trx, account.id, deed.at) : null }
}

/**
 * Ends the account's sessions, and voids its one-time link, where it may see or do something else than before; with an
 * administrator who is none any more go the tokens that they made. `hasSignOn`: whether one by single sign-on counts as an
 * administrator who can sign in.
 */
export async function changeAccount(
  trx: Trx,
  deed: Deed,
  id: string,
  changes: AccountChanges,
  { hasSignOn } = { hasSignOn: false },
): Promise<Account | AccountRefusal> {
  const before = await accountById(trx, id)
  if (before === null) return 'not-found'
  const { role = before.role, scope = before.scope, disabled = before.disabledAt !== null } = changes
  const disabledAt = disabled ? (before.disabledAt ?? deed.at) : null
  const after = { ...before, role, scope, disabledAt }
  const refused = await whyNot(trx, before, after, hasSignOn)
  if (refused !== null) return refused
  const isOther = !seesTheSame(before, after)
  if (isOther) await tellDone(trx, deed, { what: 'account.change', ...subjectAndSight(before, after) })
  if (disabledAt !== before.disabledAt) {
    const what = disabledAt === null ? 'account.enable' : 'account.disable'
    await tellDone(trx, deed, { what, subject: subjectOf(after) })
  }
  if (isOther || disabledAt !== before.disabledAt) {
    await updateAccount(trx, id, { role, scope, disabledAt })
    await endSessions(trx, id)
    await voidOneTimeLinks(trx, id)
    if (isAdministrator(before) && !isAdministrator(after)) {
      const isDisabled = disabledAt !== null
      const because = isDisabled ? 'its maker was disabled' : 'its maker is no administrator any more'
      await revokeMade(trx, deed, after.name, because)
    }
  }
  return after
}

/** Voids password, second factor and sessions; a new link sets the password. */
export async function resetAccount(
  trx: Trx,
  deed: Deed,
  id: string,
): Promise<{ account: Account; link: NewLink } | AccountRefusal> {
  const account = await accountById(trx, id)
  if (account === null) return 'not-found'
  if (account.signOn !== null) return 'by-sign-on'
  const nothing = { password: null, secondFactor: null, secondFactorStep: null }
  await updateAccount(trx, id, nothing)
  const sessions = await endSessions(trx, id)
  const before = {
    password: account.password !== null,
    secondFactor: account.secondFactor !== null,
    sessions,
  }
  await tellDone(trx, deed, { what: 'account.reset', subject: subjectOf(account), before })
  return { account: { ...account, ...nothing }, link: await newPasswordLink(trx, id, deed.at) }
}

async function whyNot(
  trx: Trx,
  before: Account,
  after: Account,
  hasSignOn: boolean,
): Promise<AccountRefusal | null> {
  const fault = seesTheSame(before, after) ? null : scopeFault(after.role, after.scope)
  if (fault !== null) return fault
  if (before.signOn !== null && !seesTheSame(before, after)) return 'by-sign-on'
  const goes = isAdministrator(before) && !isAdministrator(after)
  return goes && !(await hasOtherAdministrator(trx, before.id, { hasSignOn })) ? 'last-administrator' : null
}

function isAdministrator({ role, disabledAt }: Account): boolean {
  return role === 'administrator' && disabledAt === null
}

function seesTheSame(one: Account, other: Account): boolean {
  return one.role === other.role && scopeText(one.scope) === scopeText(other.scope)
}

function subjectOf({ name }: Account): string {
  return `account:${name}`
}

function subjectAndSight(before: Account, after: Account) {
  return {
    subject: subjectOf(before),
    before: { role: before.role, scope: before.scope },
    after: { role: after.role, scope: after.scope },
  }
}
