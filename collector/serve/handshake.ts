/** Who may open the live socket, decided before the upgrade. */
import type { IncomingMessage } from 'node:http'
import type { Caller } from '../access/caller.ts'
import { type CallersDeps, clientOf, isBare, isOwnOrigin, shownBy, tellRefused } from './callers.ts'
import { checkRequest, pathOf } from './gate.ts'
import { RequestError } from './request-error.ts'
import { refusalOf, ruleOf } from './rules.ts'

/** What can be said before anybody is asked for. */
export function checkHandshake(request: IncomingMessage, { transport }: CallersDeps): RequestError | null {
  return (
    checkRequest(request, transport) ??
    checkPath(request) ??
    checkMethod(request) ??
    checkOrigin(request, transport)
  )
}

/** The caller whose socket it will be; throws a RequestError where there is none who may. */
export async function callerOfHandshake(request: IncomingMessage, deps: CallersDeps): Promise<Caller> {
  const shown = shownBy(request, deps.transport)
  const client = clientOf(request, deps.transport)
  const caller = await deps.identities.identify(shown, client)
  const refused = refusalOf(ruleOf('WebSocket', '/live'), caller, isBare(shown, client))
  if (refused === null && caller !== null) return caller
  const error = refused ?? new RequestError('not-signed-in', 'Sign in first.')
  tellRefused(deps.identities, { caller, shown, client, subject: 'WebSocket /live' }, error)
  throw error
}

function checkPath(request: IncomingMessage): RequestError | null {
  if (pathOf(request.url ?? '') === '/live') return null
  return new RequestError('not-found', 'The only WebSocket here is /live.')
}

function checkMethod(request: IncomingMessage): RequestError | null {
  if (request.method === 'GET') return null
  return new RequestError('method-not-allowed', 'A WebSocket is asked for by GET.', { allow: 'GET, HEAD' })
}

/**
 * A browser lets any page open a WebSocket to anywhere, with our cookies; only the Origin tells whose page
 * it is. A program sends none, and no cookie either.
 */
function checkOrigin(request: IncomingMessage, transport: CallersDeps['transport']): RequestError | null {
  if (isOwnOrigin(request, transport)) return null
  return new RequestError('bad-origin', 'Only a page of this server may open its live socket.')
}
