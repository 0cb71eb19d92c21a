/** HTTP: the gate in front, then the routes, and one shape for every error. */
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addApi } from './api.ts'
import type { ApiDeps } from './api.ts'
import { answerBroken } from './broken-request.ts'
import { addCallers } from './callers.ts'
import { bodyLimitBytes, pathOf } from './gate.ts'
import { createHttpServer } from './http-server.ts'
import { addMetrics } from './metrics.ts'
import { routes } from './openapi.ts'
import { addPage } from './page.ts'
import { addRefusedTrail } from './refused-trail.ts'
import { refuse } from './parameters.ts'
import { toRequestError } from './request-error.ts'

/** Above the length that the gate lets through: an id is judged by its own rule. */
const maxParamLength = 16 * 1024
const handlerTimeoutMs = 30_000

export function createApp(deps: ApiDeps): FastifyInstance {
  const onError = (error: Error, request: FastifyRequest, reply: FastifyReply) => {
    const told = toRequestError(error)
    if (told.code === 'internal')
      deps.log.error('request-failed', {
        method: request.method,
        // Not the query: a sign-on comes back with its code there.
        path: pathOf(request.raw.url ?? ''),
        error: error.stack,
      })
    return reply.code(told.status).headers(told.headers).send(told.toJSON())
  }
  const app = Fastify({
    serverFactory: (route) => createHttpServer(route, deps.transport),
    bodyLimit: bodyLimitBytes,
    clientErrorHandler: answerBroken,
    frameworkErrors: onError,
    handlerTimeout: handlerTimeoutMs,
    routerOptions: { maxParamLength },
  })
  app.setErrorHandler(onError)
  readJson(app)
  addCallers(app, deps)
  addRefusedTrail(app, deps.identities)
  refuseBodies(app)
  addApi(app, deps)
  addMetrics(app, deps)
  addPage(app, deps.page)
  return app
}

/** JSON, or nothing at all; what would change how objects themselves work is refused. */
function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null)
    else parse(request, String(body), done)
  })
}

/** What a route would not read, its caller believes to have said. */
function refuseBodies(app: FastifyInstance): void {
  app.addHook('preHandler', async ({ method, body, routeOptions: { url } }: FastifyRequest) => {
    const route = routes[`${method} ${url}`]
    const isSent = body !== undefined && body !== null
    if (isSent && route !== undefined && route.body === undefined) throw refuse('This address takes no body.')
  })
}
