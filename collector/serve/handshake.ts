/** Who may open the live socket, decided before the upgrade. */
import type { IncomingMessage } from 'node:http'
import { checkRequest, pathOf } from './gate.ts'
import { RequestError } from './request-error.ts'

export function checkHandshake(request: IncomingMessage): RequestError | null {
  return checkRequest(request) ?? checkPath(request) ?? checkOrigin(request)
}

function checkPath(request: IncomingMessage): RequestError | null {
  if (pathOf(request.url ?? '') === '/live') return null
  return new RequestError('not-found', 'The only WebSocket here is /live.')
}

/**
 * A browser lets any page open a WebSocket to anywhere, with our cookies; only the Origin tells whose page
 * it is. A program sends none, and no cookie either.
 */
function checkOrigin({ headers }: IncomingMessage): RequestError | null {
  const host = headers.host?.toLowerCase()
  const origin = headers.origin?.toLowerCase()
  const own =
    origin === undefined
      ? headers.cookie === undefined
      : origin === `http://${host}` || origin === `https://${host}`
  return own ? null : new RequestError('bad-origin', 'Only a page of this server may open its live socket.')
}
