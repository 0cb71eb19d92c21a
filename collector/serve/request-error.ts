import { StoreFull } from '../../db/store-error.ts'
import type { WireError } from './wire.ts'

/** The HTTP status of each error code that a caller can meet. */
export const errorStatuses = {
  'bad-request': 400,
  'weak-password': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'second-factor-required': 401,
  'wrong-code': 401,
  forbidden: 403,
  'second-factor-needed': 403,
  'bad-host': 403,
  'bad-origin': 403,
  'tls-required': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  'name-taken': 409,
  'last-administrator': 409,
  'body-too-large': 413,
  'address-too-long': 414,
  'unsupported-media-type': 415,
  'upgrade-required': 426,
  'headers-too-large': 431,
  'too-many-attempts': 429,
  internal: 500,
  busy: 503,
  unavailable: 503,
} as const
export type ErrorCode = keyof typeof errorStatuses

/** A request that is answered with an error: a code for programs, a sentence for people. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly code: ErrorCode
  /** What the status obliges the answer to say, such as Allow. */
  readonly headers: Record<string, string>

  constructor(code: ErrorCode, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.code = code
    this.headers = headers
  }

  get status(): number {
    return errorStatuses[this.code]
  }

  toJSON(): WireError {
    return { error: { code: this.code, message: this.message } }
  }
}

/** What the caller is told of an error; of a fault of ours, nothing but that it was one. */
export function toRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error
  if (error instanceof StoreFull)
    return new RequestError(
      'unavailable',
      'The disk of the collector is full: nothing can be changed until there is room.',
    )
  const status = statusOf(error)
  if (status === 403 || status === 404)
    return new RequestError('not-found', 'There is nothing at this address.')
  if (status === 413) return new RequestError('body-too-large', 'A body may have 262144 bytes at most.')
  if (status === 415)
    return new RequestError('unsupported-media-type', 'Send JSON, with the Content-Type application/json.')
  if (status === 503)
    return new RequestError('unavailable', 'The answer took too long; ask again, or for less.')
  if (status >= 400 && status < 500)
    return new RequestError('bad-request', 'The request cannot be understood.')
  return new RequestError('internal', 'The collector failed to answer; its log says why.')
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null
  return typeof status === 'number' ? status : 500
}
