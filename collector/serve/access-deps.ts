import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Access } from '../access/create-access.ts'
import type { Person } from '../access/own-account.ts'
import type { SignedIn } from '../access/sign-in.ts'
import { callerOf, cookieName } from './callers.ts'
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

/**
 * Gives the browser its session. Without an end of its own the cookie goes with the browser, and no page of another
 * site can have it sent.
 */
export function giveCookie(
  reply: FastifyReply,
  request: FastifyRequest,
  { transport }: Pick<AccessDeps, 'transport'>,
  { secret }: Pick<SignedIn, 'secret'>,
): void {
  setCookie(reply, transport.clientOf(request.raw).isSecure, secret, '')
}

export function takeCookie(
  reply: FastifyReply,
  request: FastifyRequest,
  { transport }: Pick<AccessDeps, 'transport'>,
): void {
  setCookie(reply, transport.clientOf(request.raw).isSecure, '', '; Max-Age=0')
}

function setCookie(reply: FastifyReply, isSecure: boolean, value: string, more: string): void {
  const flags = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  reply.header('set-cookie', `${cookieName(isSecure)}=${value}; ${flags}${more}`)
}
