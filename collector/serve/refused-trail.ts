import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Identities } from '../access/access.ts'
import type { Caller } from '../access/caller.ts'
import { everything } from '../domain/scope.ts'
import { visibleText } from '../domain/visible-text.ts'
import { whoIs } from './deed-of.ts'
import { pathOf } from './gate.ts'
import { type ErrorCode, toRequestError } from './request-error.ts'

/** What refuses a change that its caller might have made. */
const refusing: readonly ErrorCode[] = ['not-found', 'name-taken', 'last-administrator']
/** An address can be made longer than what is worth keeping of it. */
const pathMost = 120

/** Who asks for what is not theirs, or tries a change that cannot be, leaves that in the audit trail. */
export function addRefusedTrail(app: FastifyInstance, identities: Pick<Identities, 'tellRefused'>): void {
  app.addHook('onError', async (request, _reply, error) => {
    const { code } = toRequestError(error)
    if (!refusing.includes(code) || !isWorthTelling(request)) return
    const path = visibleText(pathOf(request.raw.url ?? '')).slice(0, pathMost)
    const { caller, client, method } = request
    const refusal = { who: whoIs(caller), what: `request.${code}`, subject: `${method} ${path}` }
    identities.tellRefused({ ...refusal, address: client.address })
  })
}

/** To who sees everything, what is not there is not there; to others it may be somebody else's. */
function isWorthTelling({ method, routeOptions, caller }: FastifyRequest): boolean {
  if (routeOptions.url === undefined || routeOptions.url === '/*') return false
  return (method !== 'GET' && method !== 'HEAD') || isLimited(caller)
}

function isLimited(caller: Caller | null): boolean {
  return caller !== null && caller.scope !== everything
}
