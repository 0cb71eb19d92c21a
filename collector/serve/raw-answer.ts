/** An error written on a bare socket, where there is no HTTP response to write it with. */
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { answerHeadersOver } from './answer-headers.ts'
import type { RequestError } from './request-error.ts'

/** `isSecure` where a proxy knows better than the socket over what the request came. */
export function answerRaw(
  socket: Duplex,
  error: RequestError,
  isSecure: boolean = socket instanceof TLSSocket,
): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify(error)
  const headers = {
    ...answerHeadersOver(isSecure),
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    ...error.headers,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${lines.join('')}\r\n${body}`)
}
