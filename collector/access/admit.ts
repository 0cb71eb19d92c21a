import type { Account } from '../../db/accounts.ts'
import { endSession } from '../../db/sessions.ts'
import type { Trx } from '../../db/trx.ts'
import type { Client } from './access.ts'
import type { Caller } from './caller.ts'
import { tellDone } from './deed.ts'
import type { AccessParts } from './parts.ts'
import { beginSession, sessionCaller } from './session.ts'

/** A session that began. */
export interface SignedIn {
  /** For the cookie; kept nowhere. */
  secret: string
  caller: Caller
  /** For the cookie by which the browser is known when it comes again; null for those of a single sign-on. */
  mark: string | null
}

/** What a browser shows with what it asks. */
export interface Browser {
  /** Whose session it has now, which ends when another begins in it. */
  caller: Caller | null
  /** Of when it signed in before; not looked at yet. */
  mark: string | null
}

export const newBrowser: Browser = { caller: null, mark: null }

interface Began {
  what: 'sign-in' | 'one-time.use' | 'password.change' | 'second-factor.set'
  /** What was before, for the audit trail. */
  before?: object
  /** Whose session ends by it. */
  replaced?: Caller | null
}

/** Begins a session in place of the one that was shown, and tells of it as `what`. */
export async function admit(
  trx: Trx,
  { settings, clock, browsers }: Pick<AccessParts, 'clock' | 'settings' | 'browsers'>,
  account: Account,
  client: Client,
  { what, before, replaced = null }: Began,
): Promise<SignedIn> {
  const { idleMs, longestMs } = settings()
  const now = clock.now()
  const { secret, session } = await beginSession(trx, account, client, { now, idleMs, longestMs })
  const isReplaced = replaced?.account ? await endSession(trx, replaced.account, replaced.id) : false
  const deed = { who: `account:${account.name}`, at: now, address: client.address }
  const was = isReplaced ? { ...before, session: replaced?.id } : before
  await tellDone(trx, deed, { what, before: was, after: { session: session.id } })
  return {
    secret,
    caller: sessionCaller(account, session, { isLoopback: client.isLoopback, longestMs }),
    mark: account.password === null ? null : browsers.mark(account),
  }
}
