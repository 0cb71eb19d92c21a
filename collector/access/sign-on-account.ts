import { randomUUID } from 'node:crypto'
import { type Account, accountByName, accountBySignOn, addAccount, changeAccount } from '../../db/accounts.ts'
import { endSessions } from '../../db/sessions.ts'
import type { Trx } from '../../db/trx.ts'
import { scopeText } from '../domain/scope.ts'
import type { Client } from './access.ts'
import { type Deed, tellDone } from './deed.ts'
import type { AccessParts } from './parts.ts'
import { beginSession } from './session.ts'
import type { SignedOn } from './sign-on.ts'

export type SignOnSession =
  | { ok: true; account: Account; secret: string }
  /** An administrator has disabled the account, whatever the provider says of it. */
  | { ok: false; why: 'disabled'; name: string }

type Parts = Pick<AccessParts, 'store' | 'settings' | 'clock' | 'changed'>

/**
 * Begins the session of somebody whom the provider knows. Their account is made when they first come, is known by the
 * provider's own name for them (issuer and subject) and never by one that they could choose, and has each time the role
 * and scope that devices.yaml gives to what the provider says of them now.
 */
export async function beginSignOnSession(
  parts: Parts,
  signedOn: SignedOn,
  client: Client,
): Promise<SignOnSession> {
  const now = parts.clock.now()
  const result = await parts.store.write(async (trx): Promise<SignOnSession> => {
    const known = await accountBySignOn(trx, signedOn.subject)
    if (known && known.disabledAt !== null) return { ok: false, why: 'disabled', name: known.name }
    const name = known?.name ?? (await freeName(trx, signedOn.name))
    const deed: Deed = { who: `account:${name}`, at: now, address: client.address }
    const account = known ? await follow(trx, known, signedOn, deed) : await make(trx, name, signedOn, deed)
    const { secret } = await beginSession(trx, account, client, { now, ...parts.settings() })
    await tellDone(trx, deed, { what: 'sign-in', subject: null, after: { by: 'sign-on' } })
    return { ok: true, account, secret }
  })
  if (result.ok) parts.changed()
  return result
}

async function make(
  trx: Trx,
  name: string,
  { subject, role, scope }: SignedOn,
  deed: Deed,
): Promise<Account> {
  const account: Account = {
    id: randomUUID(),
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
  await tellDone(trx, deed, { what: 'account.add', subject: deed.who, after: { role, scope, by: 'sign-on' } })
  return account
}

/** Another role or scope ends what was begun with the one before. */
async function follow(trx: Trx, known: Account, { role, scope }: SignedOn, deed: Deed): Promise<Account> {
  if (known.role === role && scopeText(known.scope) === scopeText(scope)) return known
  await changeAccount(trx, known.id, { role, scope })
  await endSessions(trx, known.id)
  const before = { role: known.role, scope: known.scope }
  await tellDone(trx, deed, { what: 'account.change', subject: deed.who, before, after: { role, scope } })
  return { ...known, role, scope }
}

const nameMax = 64

/** The provider's name for them where nobody here has it: an account that is there is nobody else's to come in by. */
async function freeName(trx: Trx, told: string): Promise<string> {
  const letters = told
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._@-]+/gu, '-')
  const name = letters.replace(/^-+|-+$/g, '').slice(0, nameMax - 4) || 'sso'
  for (let count = 1; count < 1_000; count++) {
    const candidate = count === 1 ? name : `${name}-${count}`
    if ((await accountByName(trx, candidate)) === null) return candidate
  }
  throw new Error(`A thousand accounts are called ${name}.`)
}
