import type { Account } from '../../db/accounts.ts'
import { addSession, removeOldSessions, type Session } from '../../db/sessions.ts'
import type { Trx } from '../../db/trx.ts'
import type { AccessSettings } from '../domain/access-settings.ts'
import type { Client } from './access.ts'
import type { Caller } from './caller.ts'
import { hashOf, newId, newSecret } from './secret-text.ts'
import { writtenEachMs } from './uses.ts'

const agentMax = 256

type Limits = Pick<AccessSettings, 'idleMs' | 'longestMs'>

/**
 * Begins a session with a secret of its own, never one that came with the request: whoever planted a cookie before
 * the sign-in has nothing after it. The secret is for the cookie and is kept nowhere.
 */
export async function beginSession(
  trx: Trx,
  account: Account,
  client: Client,
  { now, idleMs, longestMs }: Limits & { now: number },
): Promise<{ secret: string; session: Session }> {
  await removeOldSessions(trx, { now, usedBefore: now - idleMs - writtenEachMs })
  const secret = newSecret()
  const session: Session = {
    hash: hashOf(secret),
    id: newId(),
    account: account.id,
    beganAt: now,
    usedAt: now,
    endsAt: now + longestMs,
    address: client.address,
    agent: client.agent.slice(0, agentMax),
  }
  await addSession(trx, session)
  return { secret, session }
}

/** When it ends at the latest; a limit that was made shorter since it began holds for it too. */
export function endOf(session: Session, { longestMs }: Pick<Limits, 'longestMs'>): number {
  return Math.min(session.endsAt, session.beganAt + longestMs)
}

export function hasEnded(
  session: Session,
  { now, lastUse, idleMs, longestMs }: Limits & { now: number; lastUse: number },
): boolean {
  return now >= endOf(session, { longestMs }) || now - lastUse >= idleMs
}

/** Who comes by single sign-on is asked for a second factor by its provider, or not, which is the provider's matter. */
export function sessionCaller(
  account: Account,
  session: Session,
  { isLoopback, longestMs }: { isLoopback: boolean; longestMs: number },
): Caller {
  const { name, role, scope, secondFactor, signOn } = account
  return {
    by: 'session',
    id: session.id,
    account: account.id,
    name,
    role,
    scope,
    endsAt: endOf(session, { longestMs }),
    isLoopback,
    needsSecondFactor: role === 'administrator' && !isLoopback && secondFactor === null && signOn === null,
  }
}
