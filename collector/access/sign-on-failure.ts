/** What a failed sign-on is told as: by whose fault, and in words that hold nothing secret. */
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { Unreachable, Untrusted } from './sign-on-fetch.ts'

export interface SignOnFailure {
  ok: false
  /**
   * `unreachable`: the provider does not answer · `refused`: it said no · `not-begun`: this browser did not begin
   * it, or too long ago, or has used it already · `no-role`: no rule is for this person · `bad-answer`: what it
   * answered cannot be trusted.
   */
  why: 'unreachable' | 'refused' | 'not-begun' | 'no-role' | 'bad-answer'
  /** A sentence for the log and the audit trail: without code, token or secret. */
  detail: string
}

/** @throws the error itself where it is no failure of the provider but a bug */
export function failureOf(error: unknown, provider: string): SignOnFailure {
  const unreachable = inChain(error, Unreachable)
  if (unreachable) {
    return { ok: false, why: 'unreachable', detail: `${provider} cannot be reached: ${unreachable.message}` }
  }
  const refusal = refusalOf(error)
  if (refusal !== null) {
    return { ok: false, why: 'refused', detail: `${provider} refused: ${refusal}` }
  }
  const fault = inChain(error, Untrusted)?.message ?? faultOf(error)
  if (fault === null) throw error
  return {
    ok: false,
    why: 'bad-answer',
    detail: `${provider} gave an answer that is not to be trusted: ${fault}`,
  }
}

/** RFC 6749, sections 4.1.2.1 and 5.2: an error is one of a few words. Its description can hold anything. */
function refusalOf(error: unknown): string | null {
  if (error instanceof AuthorizationResponseError) return wordOf(error.error)
  if (error instanceof ResponseBodyError) return wordOf(error.error, error.status)
  if (error instanceof WWWAuthenticateChallengeError) {
    return wordOf(error.cause[0]?.parameters.error, error.status)
  }
  return null
}

function wordOf(error: unknown, status?: number): string {
  const isWord = typeof error === 'string' && /^[a-z][a-z_]{0,49}$/.test(error)
  const word = isWord ? error : status === undefined ? 'an error of its own' : `status ${status}`
  const isAboutUs = ['invalid_client', 'unauthorized_client', 'status 401'].includes(word)
  return isAboutUs ? `${word}; check client and secret of access.sign_on` : word
}

/**
 * The library's own sentence about an answer, which names claims and properties and never holds their values: the
 * innermost says most. Null for an error that is not about an answer.
 */
function faultOf(error: unknown): string | null {
  const chain = chainOf(error)
  const codeOf = (each: Error) => ('code' in each ? String(each.code) : '')
  const told = chain.findLast((each) => codeOf(each).startsWith('OAUTH_'))
  if (told) return told.message
  if (chain.some((each) => codeOf(each) === 'ERR_INVALID_URL')) return 'it names an address that is none'
  // Over some malformed documents the library stumbles, with no more than a TypeError.
  const isOfTheirs = chain.some((each) => each instanceof ClientError || each instanceof TypeError)
  return isOfTheirs ? 'it could not be understood' : null
}

function inChain<T extends Error>(error: unknown, kind: new (message: string) => T): T | undefined {
  return chainOf(error).find((each): each is T => each instanceof kind)
}

function chainOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : []
}
