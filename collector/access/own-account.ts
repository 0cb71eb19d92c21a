/** What somebody who is signed in does to their own account and sessions. */
import { type Account, accountById, changeAccount } from '../../db/accounts.ts'
import { endSession, endSessions, type Session, sessionsOf } from '../../db/sessions.ts'
import type { Client } from './access.ts'
import { admit, type SignedIn } from './admit.ts'
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

/** Also where the disk is full: whoever signs out is out. */
export async function signOut(parts: AccessParts, person: Person, client: Client): Promise<void> {
  const deed = deedOf(parts, person, client)
  await parts.ends.end({ account: person.account, session: person.id, deed })
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

/** Ends all sessions, for whoever knew the old password is out, and begins another for who changed it. */
export async function changePassword(
  parts: AccessParts,
  person: Person,
  { current, next }: { current: string; next: string },
  client: Client,
): Promise<SignedIn | NewPasswordRefusal> {
  const account = await ownAccount(parts, person)
  const refused = await checkOwnPassword(parts, account, current, client)
  if (refused !== null) return refused
  const sentence = await whyWeak(next, [account.name, parts.organisation()])
  if (sentence !== null) return { why: 'weak-password', sentence }
  const password = await parts.passwords.hash(next)
  if (password === 'busy') return { why: 'busy' }
  const begun = await parts.store.write(async (trx) => {
    if ((await accountById(trx, account.id))?.password !== account.password) return null
    await changeAccount(trx, account.id, { password })
    const sessions = await endSessions(trx, account.id, person.id)
    const began = { what: 'password.change', before: { sessions }, replaced: person } as const
    return admit(trx, parts, { ...account, password }, client, began)
  })
  if (begun === null) return { why: 'wrong-credentials' }
  parts.changed()
  return begun
}

/** Null where it fits. Who is signed in is known from where they are; how often they may try is bounded all the same. */
export async function checkOwnPassword(
  parts: AccessParts,
  account: Account,
  password: string,
  client: Client,
): Promise<PasswordRefusal | { why: 'by-sign-on' } | null> {
  if (account.signOn !== null) return { why: 'by-sign-on' }
  const refused = await checkPassword(parts, {
    account,
    name: account.name,
    password,
    address: client.address,
    by: 'own-session',
  })
  if (refused === null) return null
  tellOwnRefused(parts, account, refused.why, client)
  return refused
}

/** That who is signed in did not show what they must know. */
export function tellOwnRefused(
  { refusals }: Pick<AccessParts, 'refusals'>,
  { name }: Pick<Account, 'name'>,
  reason: string,
  { address }: Client,
): void {
  refusals.tell({ who: `account:${name}`, what: 'password.check', after: { reason }, address })
}

export function deedOf({ clock }: Pick<AccessParts, 'clock'>, { name }: Caller, { address }: Client): Deed {
  return { who: `account:${name}`, at: clock.now(), address }
}
