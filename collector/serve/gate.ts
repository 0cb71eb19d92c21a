/** What is checked of every request, plain or WebSocket, before anything looks at what it asks for. */
import type { IncomingMessage } from 'node:http'
import { isLoopbackHost } from './loopback.ts'
import { RequestError } from './request-error.ts'

const addressLimit = 8_192
const bodyLimitBytes = 256 * 1024

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const mediaType = new RegExp(`^${token}/${token}[ \\t]*(;.*)?$`)

export function checkRequest(request: IncomingMessage): RequestError | null {
  return checkHost(request) ?? checkAddress(request.url ?? '') ?? checkBody(request) ?? checkMethod(request)
}

function checkHost(request: IncomingMessage): RequestError | null {
  const hosts = request.headersDistinct.host ?? []
  if (hosts.length !== 1) return new RequestError('bad-request', 'Send one Host header.')
  if (isLoopbackHost(hosts[0] ?? '')) return null
  return new RequestError(
    'bad-host',
    'Ask for this server as localhost, 127.0.0.1 or [::1]; the Host header named another.',
  )
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

function checkBody(request: IncomingMessage): RequestError | null {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimitBytes)
    return new RequestError('body-too-large', `A body may have ${bodyLimitBytes} bytes at most.`)
  const type = request.headers['content-type']
  if (type !== undefined && !mediaType.test(type))
    return new RequestError(
      'unsupported-media-type',
      'The Content-Type is not a media type such as application/json.',
    )
  return null
}

function checkMethod(request: IncomingMessage): RequestError | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  return new RequestError('method-not-allowed', 'This server is only read: use GET or HEAD.', {
    allow: 'GET, HEAD',
  })
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
