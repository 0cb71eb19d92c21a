import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Browser, SignedIn } from '../access/admit.ts'
import type { Access } from '../access/create-access.ts'
import { knownBrowserDays } from '../access/known-browsers.ts'
import type { Person } from '../access/own-account.ts'
import { callerOf, cookieName, cookieOf } from './callers.ts'
import type { ServeDeps } from './deps.ts'
import { RequestError } from './request-error.ts'

/** What the routes of accounts, sessions and tokens answer from. */
export type AccessDeps = Pick<ServeDeps, 'access' | 'transport' | 'clock'> & { accounts: Access }

/** The caller as somebody with an account of their own. */
export function personOf(request: FastifyRequest): Person {
  const caller = callerOf(request)
  if (caller.account !== null) return { ...caller, account: caller.account }
  throw new RequestError('forbidden', 'A token has no account, session or password: only a person does.')
}

/** What the browser shows of who used it before: its session, and that it signed in to an account. */
export function browserOf(request: FastifyRequest, { transport }: Pick<AccessDeps, 'transport'>): Browser {
  const { isSecure } = transport.clientOf(request.raw)
  return { caller: request.caller, mark: cookieOf(request.raw, markName(isSecure)) }
}

/**
 * Gives the browser its session. Without an end of its own the cookie goes with the browser, and no page of another
 * site can have it sent. A second cookie stays, by which it is known when it comes again; that one opens nothing.
 */
export function giveCookie(
  reply: FastifyReply,
  request: FastifyRequest,
  { transport }: Pick<AccessDeps, 'transport'>,
  { secret, mark }: Pick<SignedIn, 'secret' | 'mark'>,
): void {
  const { isSecure } = transport.clientOf(request.raw)
  setCookie(reply, isSecure, `${cookieName(isSecure)}=${secret}`)
  if (mark !== null) setCookie(reply, isSecure, `${markName(isSecure)}=${mark}`, knownBrowserDays * 86_400)
}

export function takeCookie(
  reply: FastifyReply,
  request: FastifyRequest,
  { transport }: Pick<AccessDeps, 'transport'>,
): void {
  const { isSecure } = transport.clientOf(request.raw)
  setCookie(reply, isSecure, `${cookieName(isSecure)}=`, 0)
}

function markName(isSecure: boolean): string {
  return isSecure ? '__Host-known' : 'known'
}

/** `age` in seconds; without one it goes with the browser. */
function setCookie(reply: FastifyReply, isSecure: boolean, cookie: string, age: number | null = null): void {
  const flags = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  reply.header('set-cookie', `${cookie}; ${flags}${age === null ? '' : `; Max-Age=${age}`}`)
}
