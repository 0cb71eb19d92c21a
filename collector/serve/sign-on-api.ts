/** Sign-in by the single sign-on: a browser is sent to the provider, and comes back with its answer. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { enterBySignOn } from '../access/enter-by-sign-on.ts'
import type { SignOnClient } from '../access/sign-on.ts'
import { type AccessDeps, browserOf, giveCookie } from './access-deps.ts'
import { cookieOf } from './callers.ts'
import type { ServeDeps } from './deps.ts'
import { readParameters } from './parameters.ts'
import { RequestError } from './request-error.ts'

type SignOnDeps = AccessDeps & Pick<ServeDeps, 'signOn'>

const path = '/api/sign-on'
const callbackPath = `${path}/callback`
/** As long as the provider has to answer. */
const stateSeconds = 600

export function addSignOnApi(app: FastifyInstance, deps: SignOnDeps): void {
  app.get(path, async (request, reply) => {
    readParameters(request.raw.url ?? '', [])
    const client = clientOf(deps)
    const waitMs = deps.signOn.wait(request.client.address)
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1_000)
      throw new RequestError('too-many-attempts', `Too many tries. Try again in ${seconds} seconds.`, {
        'retry-after': String(seconds),
      })
    }
    const begun = await client.begin(`${deps.transport.ownOrigin(request.raw)}${callbackPath}`)
    if (!begun.ok) return backToPage(reply, begun.why)
    keepState(reply, request, deps, begun.state)
    return reply.redirect(begun.url, 302)
  })

  app.get(callbackPath, async (request, reply) => {
    const client = clientOf(deps)
    const name = stateCookie(deps.transport.clientOf(request.raw).isSecure)
    const state = cookieOf(request.raw, name) ?? ''
    keepState(reply, request, deps, null)
    const result = await client.finish(new URL(request.raw.url ?? '', 'http://here'), state)
    if (!result.ok) {
      tellRefused(deps, request, result)
      return backToPage(reply, result.why)
    }
    // Whom another provider vouched for is not let in by the rules of this one.
    if (deps.signOn.client !== client) return backToPage(reply, 'not-begun')
    const { parts } = deps.accounts
    const entered = await enterBySignOn(parts, result, request.client, browserOf(request, deps))
    if (!entered.ok) return backToPage(reply, entered.why)
    giveCookie(reply, request, deps, entered)
    return reply.redirect('/', 302)
  })
}

function clientOf({ signOn }: SignOnDeps): SignOnClient {
  if (signOn.client) return signOn.client
  throw new RequestError('not-found', 'There is no single sign-on; devices.yaml names one as access.sign_on.')
}

/** The page says it in its reader's language; what the provider said stays in the audit trail. */
function backToPage(reply: FastifyReply, why: string): FastifyReply {
  return reply.redirect(`/masuk?masalah=${encodeURIComponent(why)}`, 302)
}

function tellRefused(
  { accounts }: SignOnDeps,
  { client: { address } }: FastifyRequest,
  { why, detail }: { why: string; detail: string },
): void {
  accounts.parts.refusals.tell({ who: 'nobody', what: 'sign-in', after: { reason: why, detail }, address })
}

function stateCookie(isSecure: boolean): string {
  return isSecure ? '__Host-sign-on' : 'sign-on'
}

/**
 * Which sign-in this browser began. It comes back from another site, which a cookie that is Strict does not; and it
 * opens nothing by itself. Null takes it away.
 */
function keepState(
  reply: FastifyReply,
  request: FastifyRequest,
  { transport }: SignOnDeps,
  state: string | null,
): void {
  const { isSecure } = transport.clientOf(request.raw)
  const flags = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  const age = state === null ? 0 : stateSeconds
  reply.header('set-cookie', `${stateCookie(isSecure)}=${state ?? ''}; ${flags}; Max-Age=${age}`)
}
