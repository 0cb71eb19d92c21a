import { type Account, accountById, accountByName, takeSecondFactorStep } from '../../db/accounts.ts'
import type { Trx } from '../../db/trx.ts'
import type { Client } from './access.ts'
import { accountName } from './account-name.ts'
import type { Caller } from './caller.ts'
import { checkPassword, type PasswordRefusal, renewHash } from './check-password.ts'
import { tellDone } from './deed.ts'
import type { AccessParts } from './parts.ts'
import { beginSession, sessionCaller } from './session.ts'
import { acceptedStep } from './totp.ts'

/** A session that began. */
export interface SignedIn {
  /** For the cookie; kept nowhere. */
  secret: string
  caller: Caller
}

export type SignInRefusal =
  PasswordRefusal | { why: 'second-factor-required' | 'wrong-code' | 'second-factor-unreadable' }

export type SignInResult = ({ ok: true } & SignedIn) | ({ ok: false } & SignInRefusal)

interface Asked {
  name: string
  password: string
  code?: string | undefined
}

/** By name and password, and by a code where the account has a second factor. */
export async function signIn(parts: AccessParts, asked: Asked, client: Client): Promise<SignInResult> {
  const name = accountName(asked.name)
  const found = name === null ? null : await accountByName(parts.store.db, name)
  const tried = {
    account: found,
    // What cannot be a name is nobody's; all of it together is tried as often as one name is.
    name: name ?? '',
    password: asked.password,
    address: client.address,
    // Asked for whatever name it is: what is nobody's must not be answered sooner.
    isKnown: (await parts.known.has(name ?? '', client.address)) && found !== null,
  }
  const refused = await checkPassword(parts, tried)
  if (refused !== null || found === null)
    return refuse(parts, found, client, refused ?? { why: 'wrong-credentials' })
  const account = await renewHash(parts, found, asked.password)
  const step = checkCode(parts, account, asked.code)
  if (typeof step === 'object' && step !== null) return refuse(parts, account, client, step)
  const begun = await parts.store.write((trx) => enter(trx, parts, account, client, step))
  if ('why' in begun) return refuse(parts, account, client, begun)
  parts.known.forget(account.name)
  return { ok: true, ...begun }
}

/** The time step of the code; null where none is needed. */
function checkCode(
  parts: AccessParts,
  account: Account,
  code: string | undefined,
): number | null | SignInRefusal {
  const { attempts, clock, keys, log } = parts
  if (account.secondFactor === null) return null
  const secret = keys.unseal(account.secondFactor, account.id)
  if (secret === null) {
    log.error('second-factor-unreadable', {
      account: account.name,
      help: 'npm run user -- reset --name NAME',
    })
    return { why: 'second-factor-unreadable' }
  }
  if (code === undefined) return { why: 'second-factor-required' }
  const waitMs = attempts.codeWait(account.id, clock.monotonicMs())
  if (waitMs > 0) return { why: 'too-many-attempts', waitMs }
  const step = acceptedStep(secret, code, clock.now(), account.secondFactorStep)
  if (step !== null) return step
  attempts.wrongCode(account.id, clock.monotonicMs())
  return { why: 'wrong-code' }
}

/** What was checked may have become another while it was. */
async function enter(
  trx: Trx,
  parts: AccessParts,
  checked: Account,
  client: Client,
  step: number | null,
): Promise<SignedIn | SignInRefusal> {
  const account = await accountById(trx, checked.id)
  const isSame = account?.password === checked.password && account.secondFactor === checked.secondFactor
  if (account === null || !isSame || account.disabledAt !== null) return { why: 'wrong-credentials' }
  if (step !== null && !(await takeSecondFactorStep(trx, account.id, step))) return { why: 'wrong-code' }
  return admit(trx, parts, account, client, 'sign-in')
}

/** Begins a session, and tells of it as `what`. */
export async function admit(
  trx: Trx,
  parts: Pick<AccessParts, 'clock' | 'settings'>,
  account: Account,
  client: Client,
  what: 'sign-in' | 'one-time.use',
): Promise<SignedIn> {
  const { idleMs, longestMs } = parts.settings()
  const now = parts.clock.now()
  const { secret, session } = await beginSession(trx, account, client, { now, idleMs, longestMs })
  const deed = { who: `account:${account.name}`, at: now, address: client.address }
  await tellDone(trx, deed, { what, after: { session: session.id } })
  return { secret, caller: sessionCaller(account, session, { isLoopback: client.isLoopback, longestMs }) }
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
