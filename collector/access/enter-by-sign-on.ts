import { type Account, accountByName, accountBySignOn, addAccount, changeAccount } from '../../db/accounts.ts'
import { endSessions } from '../../db/sessions.ts'
import type { Trx } from '../../db/trx.ts'
import { scopeText } from '../domain/scope.ts'
import type { Client } from './access.ts'
import { admit, type Browser, newBrowser, type SignedIn } from './admit.ts'
import { type Deed, tellDone } from './deed.ts'
import type { AccessParts } from './parts.ts'
import { revokeMade } from './revoke-made.ts'
import { newId } from './secret-text.ts'
import type { SignedOn } from './sign-on.ts'

/** `disabled`: an administrator has disabled the account, whatever the provider says of it. */
export type SignOnEntry = ({ ok: true } & SignedIn) | { ok: false; why: 'disabled' }

type Parts = Pick<AccessParts, 'store' | 'settings' | 'clock' | 'refusals' | 'known' | 'browsers' | 'changed'>

/**
 * Lets in whom the provider vouches for. Their account is made when they first come, is known by the provider's own name
 * for them (issuer and subject) and never by one that they could choose, and has each time the role and scope that
 * devices.yaml gives to what the provider says of them now.
 */
export async function enterBySignOn(
  parts: Parts,
  signedOn: Omit<SignedOn, 'ok'>,
  client: Client,
  browser: Browser = newBrowser,
): Promise<SignOnEntry> {
  const { address } = client
  const begun = await parts.store.write(async (trx) => {
    const known = await accountBySignOn(trx, signedOn.subject)
    if (known && known.disabledAt !== null) return known
    const name = known?.name ?? (await freeName(trx, signedOn.name))
    const deed = { who: `account:${name}`, at: parts.clock.now(), address }
    const account = known ? await follow(trx, known, signedOn, deed) : await make(trx, name, signedOn, deed)
    return admit(trx, parts, account, client, { what: 'sign-in', replaced: browser.caller })
  })
  if ('caller' in begun) {
    parts.changed()
    parts.known.forget(begun.caller.name)
    return { ok: true, ...begun }
  }
  const subject = `account:${begun.name}`
  parts.refusals.tell({ who: 'nobody', what: 'sign-in', subject, after: { reason: 'disabled' }, address })
  return { ok: false, why: 'disabled' }
}

type Given = Omit<SignedOn, 'ok'>

async function make(trx: Trx, name: string, { subject, role, scope }: Given, deed: Deed): Promise<Account> {
  const account: Account = {
    id: newId(),
    name,
    role,
    scope,
    createdAt: deed.at,
    disabledAt: null,
    signOn: subject,
    password: null,
    secondFactor: null,
    secondFactorStep: null,
  }
  await addAccount(trx, account)
  const after = { role, scope, by: 'sign-on' }
  await tellDone(trx, deed, { what: 'account.add', subject: deed.who, after })
  return account
}

/** Another role or scope ends what was begun with the one before. */
async function follow(trx: Trx, known: Account, { role, scope }: Given, deed: Deed): Promise<Account> {
  if (known.role === role && scopeText(known.scope) === scopeText(scope)) return known
  await changeAccount(trx, known.id, { role, scope })
  await endSessions(trx, known.id)
  const before = { role: known.role, scope: known.scope }
  await tellDone(trx, deed, { what: 'account.change', subject: deed.who, before, after: { role, scope } })
  if (known.role === 'administrator')
    await revokeMade(trx, deed, known.name, 'its maker is no administrator any more')
  return { ...known, role, scope }
}

const nameMost = 64

/** The provider's name for them where nobody here has it: an account that is there is nobody else's to come in by. */
async function freeName(trx: Trx, told: string): Promise<string> {
  const letters = told
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._@-]+/g, '-')
  const name = letters.replace(/^-+|-+$/g, '').slice(0, nameMost - 6) || 'sso'
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`
    if ((await accountByName(trx, candidate)) === null) return candidate
  }
}
