import { findSession } from '../../db/sessions.ts'
import { findToken, type Token } from '../../db/tokens.ts'
import { scopeText } from '../domain/scope.ts'
import type { Client, Shown } from './access.ts'
import type { Caller } from './caller.ts'
import type { AccessParts } from './parts.ts'
import { hashOf, looksLikeSecret } from './secret-text.ts'
import { hasEnded, sessionCaller } from './session.ts'

/** Before the 43 characters of every token, so that one in a file or a log is known for what it is. */
export const tokenPrefix = 'sck_'

type Parts = Pick<AccessParts, 'store' | 'settings' | 'clock' | 'uses' | 'ends'>

/** A token goes before a cookie: who sends both means the token. */
export async function identify(parts: Parts, shown: Shown, client: Client): Promise<Caller | null> {
  if (shown.bearer !== null) return byToken(parts, shown.bearer, client)
  return shown.cookie === null ? null : bySession(parts, shown.cookie, client)
}

/**
 * Whether what was true of a caller still is: that it exists, has not ended, has this role and scope, and has or lacks the
 * second factor that it needs.
 */
export async function stillHolds(parts: Parts, caller: Caller): Promise<boolean> {
  const now = caller.by === 'token' ? await heldToken(parts, caller.id) : await heldSession(parts, caller)
  if (now === null || now.role !== caller.role || scopeText(now.scope) !== scopeText(caller.scope))
    return false
  return !('needsSecondFactor' in now) || now.needsSecondFactor === caller.needsSecondFactor
}

async function bySession(parts: Parts, cookie: string, { isLoopback }: Client): Promise<Caller | null> {
  if (!looksLikeSecret(cookie)) return null
  const found = await runningSession(parts, { hash: hashOf(cookie) })
  if (found === null) return null
  const { session, account } = found
  parts.uses.use('session', session.id, session.usedAt, parts.clock.now())
  return sessionCaller(account, session, { isLoopback, longestMs: parts.settings().longestMs })
}

async function heldSession(parts: Parts, { id, isLoopback }: Caller): Promise<Caller | null> {
  const found = await runningSession(parts, { id })
  const { longestMs } = parts.settings()
  return found && sessionCaller(found.account, found.session, { isLoopback, longestMs })
}

async function runningSession(parts: Parts, by: { hash: string } | { id: string }) {
  const found = await findSession(parts.store.db, by)
  if (found === null || found.account.disabledAt !== null || parts.ends.has(found.session.id)) return null
  // Nobody vouches for them any more.
  if (found.account.signOn !== null && parts.settings().signOn === null) return null
  const lastUse = parts.uses.lastUse('session', found.session.id, found.session.usedAt)
  const ended = hasEnded(found.session, { now: parts.clock.now(), lastUse, ...parts.settings() })
  return ended ? null : found
}

async function byToken(parts: Parts, shown: string, { isLoopback }: Client): Promise<Caller | null> {
  const isToken = shown.startsWith(tokenPrefix) && looksLikeSecret(shown.slice(tokenPrefix.length))
  const token = isToken ? await findToken(parts.store.db, { hash: hashOf(shown) }) : null
  const now = parts.clock.now()
  if (token === null || !opens(token, now)) return null
  parts.uses.use('token', token.id, token.usedAt ?? -Infinity, now)
  const { id, name, role, scope, endsAt } = token
  return { by: 'token', id, account: null, name, role, scope, endsAt, isLoopback, needsSecondFactor: false }
}

async function heldToken(parts: Parts, id: string): Promise<Token | null> {
  const token = await findToken(parts.store.db, { id })
  return token && opens(token, parts.clock.now()) ? token : null
}

function opens(token: Token, now: number): boolean {
  return token.revokedAt === null && now < token.endsAt
}
