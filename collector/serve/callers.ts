/** Whose request it is, found before anything else of it is looked at, and whether it may be answered. */
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Client, Identities, Shown } from '../access/access.ts'
import type { Caller } from '../access/caller.ts'
import { RequestError } from './request-error.ts'
import { whoIs } from './deed-of.ts'
import { pathOf } from './gate.ts'
import { methodsOf, refusalOf, ruleOf } from './rules.ts'
import type { Transport } from './transport.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Null: nobody who is known. */
    caller: Caller | null
    client: Client
  }
}

export interface CallersDeps {
  identities: Identities
  transport: Transport
}

const agentLimit = 200

/** The cookie of a session: by its name a browser keeps it to this host, and to https where there is that. */
export function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-sid' : 'sid'
}

/** Makes the server fail to start with a route that has no rule, and refuses what the rules do not allow. */
export function addCallers(app: FastifyInstance, { identities, transport }: CallersDeps): void {
  app.decorateRequest('caller', null)
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) ruleOf(each, url)
  })
  app.addHook('onRequest', async (request: FastifyRequest, _reply: FastifyReply) => {
    const shown = shownBy(request.raw, transport)
    request.client = clientOf(request.raw, transport)
    request.caller = await identities.identify(shown, request.client)
    const { url } = request.routeOptions
    if (url === undefined) return checkMethod(request)
    const rule = ruleOf(request.method, url)
    const refused =
      checkOrigin(request.raw, transport) ?? refusalOf(rule, request.caller, isBare(shown, request.client))
    if (!refused) return
    const { caller, client } = request
    tellRefused(identities, { caller, shown, client, subject: `${request.method} ${url}` }, refused)
    throw refused
  })
}

/** There is no such route; where there is one for another method, that is the answer. */
function checkMethod({ raw }: FastifyRequest): void {
  const methods = methodsOf(pathOf(raw.url ?? ''))
  if (methods.length === 0) return
  const allow = methods.join(', ')
  throw new RequestError('method-not-allowed', `This address takes ${allow}.`, { allow })
}

/** The caller of a route whose rule asks for one. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error(`${request.routeOptions.url} was answered to nobody.`)
  return request.caller
}

/** Cookies and Bearer both: the token counts, as a program sets it on purpose. */
export function shownBy(request: IncomingMessage, transport: Transport): Shown {
  const bearer = /^Bearer +([A-Za-z0-9_-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
  // What is no token of ours is still something shown, and not nothing.
  const shownBearer = bearer ?? (request.headers.authorization === undefined ? null : '')
  const name = cookieName(transport.clientOf(request).isSecure)
  return { bearer: shownBearer, cookie: shownBearer === null ? cookieOf(request, name) : null }
}

export function clientOf(request: IncomingMessage, transport: Transport): Client {
  const { address, isLoopback } = transport.clientOf(request)
  return { address, isLoopback, agent: (request.headers['user-agent'] ?? '').slice(0, agentLimit) }
}

/** From this machine, with nothing that says who: as Prometheus and a health check ask. */
export function isBare(shown: Shown, client: Client): boolean {
  return client.isLoopback && shown.bearer === null && shown.cookie === null
}

/**
 * A browser sends our cookie with what any page makes it ask; only Origin tells whose page it is (RFC 6454). So what
 * changes anything must come from a page of ours, or from a program, which sends neither Origin nor cookie.
 */
function checkOrigin(request: IncomingMessage, transport: Transport): RequestError | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  return isOwnOrigin(request, transport)
    ? null
    : new RequestError('bad-origin', 'Only a page of this server may ask for this in a browser.')
}

export function isOwnOrigin(request: IncomingMessage, transport: Transport): boolean {
  const { origin, cookie } = request.headers
  return origin === undefined ? cookie === undefined : origin.toLowerCase() === transport.ownOrigin(request)
}

/** What is sent twice counts as not sent. */
export function cookieOf(request: IncomingMessage, name: string): string | null {
  const values = (request.headers.cookie ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at !== -1 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : []
  })
  return values.length === 1 ? (values[0] ?? null) : null
}

interface Refused {
  caller: Caller | null
  shown: Shown
  client: Client
  subject: string
}

/** Of what a browser asks before it has signed in nothing is told: that is how every visit begins. */
export function tellRefused(
  identities: Identities,
  { caller, shown, client, subject }: Refused,
  { code }: RequestError,
): void {
  if (code === 'not-signed-in' && shown.bearer === null) return
  identities.tellRefused({ who: whoIs(caller), what: `request.${code}`, subject, address: client.address })
}
