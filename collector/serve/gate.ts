/** What is checked of every request, plain or WebSocket, before anything looks at what it asks for. */
import type { IncomingMessage } from 'node:http'
import { RequestError } from './request-error.ts'
import type { Transport } from './transport.ts'

const addressLimit = 8_192
const headerLimit = 100
/** Of a whole request; also for those whose length is not known before it has arrived. */
export const bodyLimitBytes = 256 * 1024

/** What the routes are asked by. PUT and OPTIONS no route takes; that a route is there, its Allow can tell. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS'])

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const parameter = `;[ \\t]*(?:${token}=(?:${token}|"[^"\\\\]*")[ \\t]*)?`
const jsonType = new RegExp(`^application/json[ \\t]*(?:${parameter})*$`, 'i')

export function checkRequest(request: IncomingMessage, transport: Transport): RequestError | null {
  return (
    transport.checkPeer(request) ??
    checkHeaders(request) ??
    transport.checkHost(request) ??
    checkAddress(request.url ?? '') ??
    checkMethod(request) ??
    checkBody(request)
  )
}

/** Above some thousand Node leaves headers out without a word, and Host could be among them. */
function checkHeaders({ rawHeaders }: IncomingMessage): RequestError | null {
  if (rawHeaders.length / 2 <= headerLimit) return null
  return new RequestError('headers-too-large', `A request may have ${headerLimit} headers at most.`)
}

function checkAddress(address: string): RequestError | null {
  if (address.length > addressLimit)
    return new RequestError('address-too-long', `The address may have ${addressLimit} characters at most.`)
  if (!address.startsWith('/')) return new RequestError('bad-request', 'The address must begin with "/".')
  const path = decoded(pathOf(address))
  if (path === null)
    return new RequestError('bad-request', 'The address has a percent encoding that is not UTF-8.')
  if (/[\0\\]|(^|\/)\.\.(\/|$)/.test(path))
    return new RequestError('bad-request', 'The address may hold no NUL, no backslash and no "..".')
  return null
}

function checkMethod({ method = '' }: IncomingMessage): RequestError | null {
  if (methods.has(method)) return null
  return new RequestError(
    'method-not-allowed',
    'Use GET or HEAD, and POST, PATCH or DELETE to change something.',
    {
      allow: 'GET, HEAD, POST, PATCH, DELETE',
    },
  )
}

/**
 * A form of a stranger's page can send text and forms to anywhere without asking, but no JSON. What GET and HEAD carry
 * is not read.
 */
function checkBody({ method, headers }: IncomingMessage): RequestError | null {
  if (Number(headers['content-length'] ?? 0) > bodyLimitBytes)
    return new RequestError('body-too-large', `A body may have ${bodyLimitBytes} bytes at most.`)
  if (method === 'GET' || method === 'HEAD') return null
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  const type = headers['content-type']
  if (type === undefined ? !hasBody : jsonType.test(type)) return null
  return new RequestError('unsupported-media-type', 'Send JSON, with the Content-Type application/json.')
}

/** The part of a request's address before its query. */
export function pathOf(address: string): string {
  const end = address.indexOf('?')
  return end === -1 ? address : address.slice(0, end)
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
