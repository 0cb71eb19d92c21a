/** The server of Node under everything, in clear or over TLS, with its limits for callers that mean no good. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server as HttpServer, ServerOptions, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { answerHeadersOver } from './answer-headers.ts'
import { checkRequest } from './gate.ts'
import { answerRaw } from './raw-answer.ts'
import { RequestError } from './request-error.ts'
import type { Transport } from './transport.ts'

export interface HttpLimits {
  headersTimeout: number
  requestTimeout: number
  handshakeTimeout: number
  /** How often the first two are looked after. */
  connectionsCheckingInterval: number
}

/** Milliseconds. */
const usualLimits: HttpLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  handshakeTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
}

const httpOptions = {
  keepAliveTimeout: 30_000,
  maxHeaderSize: 16 * 1024,
  // Node would answer by itself, without our headers; the gate looks at Host.
  requireHostHeader: false,
  // An upgrade to anything else, such as HTTP/2, is left aside and the request answered as it is.
  shouldUpgradeCallback: (request: IncomingMessage) => /\bwebsocket\b/i.test(request.headers.upgrade ?? ''),
}
/** A caller that neither sends nor reads for this long is let go. */
const silentSocketMs = 60_000
const connectionLimit = 4_096

type Route = (request: IncomingMessage, response: ServerResponse) => void

export function createHttpServer(
  route: Route,
  transport: Transport,
  limits: HttpLimits = usualLimits,
): HttpServer {
  const answer: Route = (request, response) => {
    const { isSecure } = transport.clientOf(request)
    for (const [name, value] of Object.entries(answerHeadersOver(isSecure))) response.setHeader(name, value)
    const refused = checkRequest(request, transport)
    if (refused) answerRefused(response, refused)
    else route(request, response)
  }
  const server = listenerOf(answer, { ...httpOptions, ...limits }, transport)
  server.timeout = silentSocketMs
  server.maxConnections = connectionLimit
  // Node would refuse by itself, without our headers, what it is asked to expect; nobody has need of it.
  server.on('checkExpectation', answer)
  server.on('connect', (request: IncomingMessage, socket) => {
    const refused =
      checkRequest(request, transport) ?? new RequestError('bad-request', 'No proxy is served here.')
    answerRaw(socket, refused, transport.clientOf(request).isSecure)
  })
  return server
}

/** Under TLS, one that serves with a new certificate as soon as there is one. */
function listenerOf(answer: Route, options: ServerOptions, { certificate }: Transport): HttpServer {
  if (!certificate) return createServer(options, answer)
  const server = createTlsServer({ ...options, ...certificate.options }, answer)
  server.on('listening', () => certificate.watch((swapped) => server.setSecureContext(swapped)))
  server.on('close', () => certificate.stop())
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
