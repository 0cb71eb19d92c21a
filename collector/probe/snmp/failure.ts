import snmp from 'net-snmp'
import type { Answer, Failure } from '../../domain/reading.ts'
import { GateClosed, LibraryThrew } from './gate.ts'
import { AnsweredWithError } from './plain-answer.ts'

export interface FailedReply {
  ok: false
  why: Failure
  /** For a person; holds no secret and nothing that the router sent. */
  detail: string
  /** Of the answer (RFC 3416 §3), 0 where there was none. */
  errorStatus: number
  errorIndex: number
  /** What was learned of the router's engine no longer holds. */
  isStale: boolean
}

export const errorStatus = { tooBig: 1, noSuchName: 2, genErr: 5, authorizationError: 16 } as const

export function failed(why: Failure, detail: string): FailedReply {
  return { ok: false, why, detail, errorStatus: 0, errorIndex: 0, isStale: false }
}

/** What of a failure is the business of those who asked. */
export function toAnswer({ why, detail }: FailedReply): Extract<Answer<never>, { ok: false }> {
  return { ok: false, why, detail }
}

/** The counters of RFC 3414 §3.2 that speak of our credentials. */
const credentialReports: Record<number, string> = {
  1: 'the user may not ask at this security level',
  3: 'it does not know the user',
  5: 'the authentication key or protocol is wrong',
  6: 'the privacy key or protocol is wrong',
}
const staleReports: readonly number[] = [2, 4]

const unreachableCodes: readonly string[] = [
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EPERM',
  'EACCES',
]

/** Names a failure from the closed list. The library's own words are never passed on: they may quote digests. */
export function failureOf(error: unknown, seen: { report: number | null; errorIndex: number }): FailedReply {
  if (error instanceof GateClosed) return failed('not-asked', 'the collector is stopping')
  if (error instanceof LibraryThrew) return failed('bad-answer', error.message)
  if (error instanceof AnsweredWithError || error instanceof snmp.RequestFailedError)
    return byErrorStatus(error.status, seen.errorIndex)
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (typeof code === 'string') return bySystemCode(code)
  const credentials = seen.report === null ? undefined : credentialReports[seen.report]
  if (credentials !== undefined) return failed('wrong-credentials', credentials)
  const isStale =
    code === snmp.ResponseInvalidCode.ENotInTimeWindow ||
    (seen.report !== null && staleReports.includes(seen.report))
  if (isStale) return { ...failed('bad-answer', 'its SNMP engine is not the one it was before'), isStale }
  return failed('bad-answer', 'the answer does not match the question')
}

function byErrorStatus(status: number, errorIndex: number): FailedReply {
  const reply =
    status === errorStatus.authorizationError
      ? failed('wrong-credentials', 'it refuses these credentials (authorizationError)')
      : status === errorStatus.noSuchName
        ? failed('no-such-object', 'it has no object of that name')
        : failed('bad-answer', `it answered with error-status ${status}`)
  return { ...reply, errorStatus: status, errorIndex }
}

function bySystemCode(code: string): FailedReply {
  if (code === 'ECONNREFUSED') return failed('refused', 'nothing listens on its SNMP port')
  if (unreachableCodes.includes(code)) return failed('unreachable', `this machine has no way to it (${code})`)
  return failed('unreachable', `the question could not be sent (${code})`)
}
