/** What somebody who is signed in does to their own account and sessions. */
import { type Account, accountById, changeAccount } from '../../db/accounts.ts'
import { endSession, endSessions, type Session, sessionsOf } from '../../db/sessions.ts'
import type { Client } from './access.ts'
import type { Caller } from './caller.ts'
import { checkPassword, type PasswordRefusal } from './check-password.ts'
import { type Deed, tellDone } from './deed.ts'
import type { AccessParts } from './parts.ts'
import { whyWeak } from './password-rule.ts'
import { hasEnded } from './session.ts'

/** A caller with an account: no token. */
export interface Person extends Caller {
  account: string
}

export type NewPasswordRefusal =
  PasswordRefusal | { why: 'weak-password'; sentence: string } | { why: 'by-sign-on' }

export async function ownAccount({ store }: Pick<AccessParts, 'store'>, person: Person): Promise<Account> {
  const account = await accountById(store.db, person.account)
  if (account === null) throw new Error(`The account ${person.account} of a session is not there.`)
  return account
}

/** Newest first; those that have ended left out. */
export async function ownSessions(parts: AccessParts, person: Person): Promise<Session[]> {
  const [now, settings] = [parts.clock.now(), parts.settings()]
  const used = (await sessionsOf(parts.store.db, person.account)).map((session) => ({
    ...session,
    usedAt: parts.uses.lastUse('session', session.id, session.usedAt),
  }))
  return used.filter((session) => !hasEnded(session, { now, lastUse: session.usedAt, ...settings }))
}

export async function signOut(parts: AccessParts, person: Person, client: Client): Promise<void> {
  await parts.store.write(async (trx) => {
    await endSession(trx, person.account, person.id)
    await tellDone(trx, deedOf(parts, person, client), { what: 'sign-out', before: { session: person.id } })
  })
  parts.changed()
}

/** Says whether it was one of the person's own. */
export async function endOwnSession(
  parts: AccessParts,
  person: Person,
  id: string,
  client: Client,
): Promise<boolean> {
  const ended = await parts.store.write(async (trx) => {
    if (!(await endSession(trx, person.account, id))) return false
    await tellDone(trx, deedOf(parts, person, client), { what: 'session.end', before: { session: id } })
    return true
  })
  if (ended) parts.changed()
  return ended
}

/** All but the one that asks. */
export async function endOtherSessions(parts: AccessParts, person: Person, client: Client): Promise<void> {
  await parts.store.write(async (trx) => {
    const sessions = await endSessions(trx, person.account, person.id)
    await tellDone(trx, deedOf(parts, person, client), { what: 'session.end', before: { sessions } })
  })
  parts.changed()
}

/** Ends all other sessions: whoever knew the old password is out. Null when it is done. */
export async function changePassword(
  parts: AccessParts,
  person: Person,
  { current, next }: { current: string; next: string },
  client: Client,
): Promise<NewPasswordRefusal | null> {
  const account = await ownAccount(parts, person)
  const refused = await checkOwnPassword(parts, account, current, client)
  if (refused !== null) return refused
  const sentence = await whyWeak(next, [account.name, parts.organisation()])
  if (sentence !== null) return { why: 'weak-password', sentence }
  const password = await parts.passwords.hash(next)
  if (password === 'busy') return { why: 'busy' }
  const isDone = await parts.store.write(async (trx) => {
    if ((await accountById(trx, account.id))?.password !== account.password) return false
    await changeAccount(trx, account.id, { password })
    const sessions = await endSessions(trx, account.id, person.id)
    await tellDone(trx, deedOf(parts, person, client), { what: 'password.change', before: { sessions } })
    return true
  })
  if (!isDone) return { why: 'wrong-credentials' }
  parts.changed()
  return null
}

/** Null where it fits. Who is signed in is known from where they are; how often they may try is bounded all the same. */
export async function checkOwnPassword(
  parts: AccessParts,
  account: Account,
  password: string,
  { address }: Client,
): Promise<PasswordRefusal | { why: 'by-sign-on' } | null> {
  if (account.signOn !== null) return { why: 'by-sign-on' }
  const refused = await checkPassword(parts, {
    account,
    name: account.name,
    password,
    address,
    isKnown: true,
  })
  if (refused === null) return null
  const who = `account:${account.name}`
  parts.refusals.tell({ who, what: 'password.check', after: { reason: refused.why }, address })
  return refused
}

export function deedOf({ clock }: Pick<AccessParts, 'clock'>, { name }: Caller, { address }: Client): Deed {
  return { who: `account:${name}`, at: clock.now(), address }
}
