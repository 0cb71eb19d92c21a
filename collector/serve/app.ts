/** HTTP: the gate in front, then the routes, and one shape for every error. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerHeaders } from './answer-headers.ts'
import { addApi } from './api.ts'
import type { ApiDeps } from './api.ts'
import { checkRequest } from './gate.ts'
import { addMetrics } from './metrics.ts'
import { addPage } from './page.ts'
import { answerRaw } from './raw-answer.ts'
import { RequestError, toRequestError } from './request-error.ts'

const httpOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 30_000,
  // How often the two limits above are looked after.
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
  // Node would answer by itself, without our headers; the gate looks at Host.
  requireHostHeader: false,
  // An upgrade to anything else, such as HTTP/2, is left aside and the request answered as it is.
  shouldUpgradeCallback: (request: IncomingMessage) => /\bwebsocket\b/i.test(request.headers.upgrade ?? ''),
}
/** A caller that neither sends nor reads for this long is let go. */
const silentSocketMs = 60_000
const connectionLimit = 4_096
/** Above the length that the gate lets through: an id is judged by its own rule. */
const maxParamLength = 16 * 1024
const handlerTimeoutMs = 30_000

export function createApp(deps: ApiDeps): FastifyInstance {
  const onError = (error: Error, request: FastifyRequest, reply: FastifyReply) => {
    const told = toRequestError(error)
    if (told.code === 'internal')
      deps.log.error('request-failed', {
        method: request.method,
        address: request.raw.url,
        error: error.stack,
      })
    return reply.code(told.status).headers(told.headers).send(told.toJSON())
  }
  const app = Fastify({
    serverFactory: (route) => createHttpServer(route),
    clientErrorHandler: answerBroken,
    frameworkErrors: onError,
    handlerTimeout: handlerTimeoutMs,
    routerOptions: { maxParamLength },
  })
  app.setErrorHandler(onError)
  addApi(app, deps)
  addMetrics(app, deps)
  addPage(app, deps.page)
  return app
}

function createHttpServer(route: (request: IncomingMessage, response: ServerResponse) => void): HttpServer {
  const server = createServer(httpOptions, (request, response) => {
    for (const [name, value] of Object.entries(answerHeaders)) response.setHeader(name, value)
    const refused = checkRequest(request)
    if (refused) answerRefused(response, refused)
    else route(request, response)
  })
  server.timeout = silentSocketMs
  server.maxConnections = connectionLimit
  return server
}

function answerRefused(response: ServerResponse, refused: RequestError): void {
  const body = JSON.stringify(refused)
  response.writeHead(refused.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...refused.headers,
  })
  response.end(body)
}

/** What arrived was not HTTP, or not in time. */
function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'HPE_HEADER_OVERFLOW')
    answerRaw(socket, new RequestError('headers-too-large', 'Address and headers may have 16 KiB at most.'))
  else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    answerRaw(socket, new RequestError('request-timeout', 'The request did not arrive whole in time.'))
  else answerRaw(socket, new RequestError('bad-request', 'This is not an HTTP request.'))
}
