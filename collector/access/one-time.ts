/** Links that set a password once: that of the first administrator, and those of accounts that somebody else made. */
import { type Account, accountById, addAccount, changeAccount, hasAccount } from '../../db/accounts.ts'
import {
  addOneTimeLink,
  findOneTimeLink,
  type OneTimeLink,
  voidOneTimeLinks,
} from '../../db/one-time-links.ts'
import type { Db, Trx } from '../../db/trx.ts'
import type { Role } from '../domain/role.ts'
import { everything } from '../domain/scope.ts'
import type { Client } from './access.ts'
import { accountName, nameRule } from './account-name.ts'
import { admit, type Browser, newBrowser, type SignedIn } from './admit.ts'
import { tellDone } from './deed.ts'
import type { AccessParts } from './parts.ts'
import { whyWeak } from './password-rule.ts'
import { hashOf, looksLikeSecret, newId, newSecret } from './secret-text.ts'

const setUpMs = 24 * 3_600_000
const passwordMs = 72 * 3_600_000

/** As it is told once; the database has only its hash. */
export interface NewLink {
  secret: string
  endsAt: number
}

/** The page takes the secret from the fragment, which no browser sends to a server and no proxy writes into its log. */
export function pathOfLink({ secret }: NewLink): string {
  return `/masuk#${secret}`
}

export type LookedAt =
  | { purpose: 'set-up'; name: null; role: Role; endsAt: number }
  | { purpose: 'password'; name: string; role: Role; endsAt: number }

export type UseRefusal =
  { why: 'not-found' | 'busy' } | { why: 'weak-password' | 'bad-name'; sentence: string }

interface Use {
  link: string
  /** For the first administrator only, who chooses it. */
  name?: string | undefined
  password: string
}

/** Null where there is an account already. Those made before are void. */
export async function newSetUpLink(trx: Trx, now: number): Promise<NewLink | null> {
  return (await hasAccount(trx)) ? null : addLink(trx, null, now, setUpMs)
}

export function newPasswordLink(trx: Trx, account: string, now: number): Promise<NewLink> {
  return addLink(trx, account, now, passwordMs)
}

async function addLink(trx: Trx, account: string | null, now: number, lastsMs: number): Promise<NewLink> {
  const secret = newSecret()
  await addOneTimeLink(trx, { hash: hashOf(secret), account, createdAt: now, endsAt: now + lastsMs })
  return { secret, endsAt: now + lastsMs }
}

/** Null where it is unknown, used, void or too old. */
export async function lookAtLink(
  parts: Pick<AccessParts, 'store' | 'clock'>,
  link: string,
): Promise<LookedAt | null> {
  const found = await standing(parts.store.db, link, parts.clock.now())
  if (found === null) return null
  const { endsAt } = found.link
  if (found.account === null) return { purpose: 'set-up', name: null, role: 'administrator', endsAt }
  return { purpose: 'password', name: found.account.name, role: found.account.role, endsAt }
}

/** Sets the password and signs in. Of two uses at once one is refused. */
export async function useLink(
  parts: AccessParts,
  use: Use,
  client: Client,
  browser: Browser = newBrowser,
): Promise<({ ok: true } & SignedIn) | ({ ok: false } & UseRefusal)> {
  const looked = await lookAtLink(parts, use.link)
  if (looked === null) return { ok: false, why: 'not-found' }
  const name = looked.name ?? accountName(use.name ?? '')
  if (name === null) return { ok: false, why: 'bad-name', sentence: `That cannot be a name: ${nameRule}.` }
  const sentence = await whyWeak(use.password, [name, parts.organisation()])
  if (sentence !== null) return { ok: false, why: 'weak-password', sentence }
  const password = await parts.passwords.hash(use.password)
  if (password === 'busy') return { ok: false, why: 'busy' }
  const now = parts.clock.now()
  const done = await parts.store.write(async (trx): Promise<SignedIn | UseRefusal> => {
    const found = await standing(trx, use.link, now)
    if (found === null) return { why: 'not-found' }
    await voidOneTimeLinks(trx, found.link.account)
    const account = await accountWith(trx, found.account, { name, password, now, address: client.address })
    return admit(trx, parts, account, client, { what: 'one-time.use', replaced: browser.caller })
  })
  if ('why' in done) return { ok: false, ...done }
  parts.changed()
  parts.known.forget(name)
  return { ok: true, ...done }
}

/** A link that may be used now, with its account; null for the first administrator's, as long as there is no account. */
async function standing(
  db: Db,
  secret: string,
  now: number,
): Promise<{ link: OneTimeLink; account: Account | null } | null> {
  const link = looksLikeSecret(secret) ? await findOneTimeLink(db, hashOf(secret)) : null
  if (link === null || now >= link.endsAt) return null
  if (link.account === null) return (await hasAccount(db)) ? null : { link, account: null }
  const account = await accountById(db, link.account)
  return account?.disabledAt === null ? { link, account } : null
}

async function accountWith(
  trx: Trx,
  invited: Account | null,
  { name, password, now, address }: { name: string; password: string; now: number; address: string },
): Promise<Account> {
  if (invited !== null) {
    await changeAccount(trx, invited.id, { password })
    return { ...invited, password }
  }
  const first = newAccount({ name, role: 'administrator', scope: everything, password }, now)
  await addAccount(trx, first)
  const after = { role: first.role, scope: first.scope }
  await tellDone(
    trx,
    { who: 'nobody', at: now, address },
    { what: 'account.add', subject: `account:${name}`, after },
  )
  return first
}

export function newAccount(
  given: Pick<Account, 'name' | 'role' | 'scope' | 'password'>,
  now: number,
): Account {
  return {
    ...given,
    id: newId(),
    createdAt: now,
    disabledAt: null,
    signOn: null,
    secondFactor: null,
    secondFactorStep: null,
  }
}
