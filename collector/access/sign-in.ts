import { type Account, accountById, accountByName, takeSecondFactorStep } from '../../db/accounts.ts'
import type { Trx } from '../../db/trx.ts'
import type { Client } from './access.ts'
import { accountName } from './account-name.ts'
import { admit, type Browser, newBrowser, type SignedIn } from './admit.ts'
import type { TriedBy } from './attempts.ts'
import type { Caller } from './caller.ts'
import { checkCode, type CodeRefusal } from './check-code.ts'
import { checkPassword, type PasswordRefusal, renewHash } from './check-password.ts'
import type { AccessParts } from './parts.ts'

export type SignInRefusal = PasswordRefusal | CodeRefusal

export type SignInResult = ({ ok: true } & SignedIn) | ({ ok: false } & SignInRefusal)

interface Asked {
  name: string
  password: string
  code?: string | undefined
}

/** By name and password, and by a code where the account has a second factor. */
export async function signIn(
  parts: AccessParts,
  asked: Asked,
  client: Client,
  browser: Browser = newBrowser,
): Promise<SignInResult> {
  const name = accountName(asked.name)
  const found = name === null ? null : await accountByName(parts.store.db, name)
  const tried = {
    account: found,
    // What cannot be a name is nobody's; all of it together is tried as often as one name is.
    name: name ?? '',
    password: asked.password,
    address: client.address,
    by: await triedBy(parts, found, { name: name ?? '', address: client.address, mark: browser.mark }),
  }
  const refused = await checkPassword(parts, tried)
  if (refused !== null || found === null)
    return refuse(parts, found, client, refused ?? { why: 'wrong-credentials' })
  const account = await renewHash(parts, found, asked.password)
  const step = checkCode(parts, account, asked.code, tried.by)
  if (typeof step === 'object' && step !== null) return refuse(parts, account, client, step)
  const begun = await parts.store.write((trx) =>
    enter(trx, parts, account, client, { step, replaced: browser.caller }),
  )
  if ('why' in begun) return refuse(parts, account, client, begun)
  parts.known.forget(account.name)
  if (browser.caller !== null) parts.changed()
  return { ok: true, ...begun }
}

/** The trail is asked for whatever name it is: what is nobody's must not be answered sooner. */
async function triedBy(
  { known, browsers }: AccessParts,
  account: Account | null,
  { name, address, mark }: { name: string; address: string; mark: string | null },
): Promise<TriedBy> {
  const isKnownAddress = await known.has(name, address)
  if (account === null) return 'stranger'
  if (browsers.knows(account, mark)) return 'known-browser'
  return isKnownAddress ? 'known-address' : 'stranger'
}

/** What was checked may have become another while it was. */
async function enter(
  trx: Trx,
  parts: AccessParts,
  checked: Account,
  client: Client,
  { step, replaced }: { step: number | null; replaced: Caller | null },
): Promise<SignedIn | SignInRefusal> {
  const account = await accountById(trx, checked.id)
  const isSame = account?.password === checked.password && account.secondFactor === checked.secondFactor
  if (account === null || !isSame || account.disabledAt !== null) return { why: 'wrong-credentials' }
  if (step !== null && !(await takeSecondFactorStep(trx, account.id, step))) return { why: 'wrong-code' }
  return admit(trx, parts, account, client, { what: 'sign-in', replaced })
}

/**
 * What was typed for a name and is none may be a password in the wrong field, so it is told nowhere. That a code is
 * still to come is no refusal.
 */
function refuse(
  parts: Pick<AccessParts, 'refusals'>,
  account: Account | null,
  { address }: Client,
  refused: SignInRefusal,
): SignInResult {
  if (refused.why !== 'second-factor-required') {
    const isDisabled = refused.why === 'wrong-credentials' && account !== null && account.disabledAt !== null
    const reason = isDisabled ? 'disabled' : refused.why
    const subject = account === null ? null : `account:${account.name}`
    parts.refusals.tell({ who: 'nobody', what: 'sign-in', subject, after: { reason }, address })
  }
  return { ok: false, ...refused }
}
