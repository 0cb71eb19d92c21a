import type { Duplex } from 'node:stream'
import { answerRaw } from './raw-answer.ts'
import { RequestError } from './request-error.ts'

/** What arrived was not HTTP, or not in time. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'HPE_HEADER_OVERFLOW')
    answerRaw(socket, new RequestError('headers-too-large', 'Address and headers may have 16 KiB at most.'))
  else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    answerRaw(socket, new RequestError('request-timeout', 'The request did not arrive whole in time.'))
  else if (error.code?.startsWith('HPE_'))
    answerRaw(socket, new RequestError('bad-request', 'This is not an HTTP request.'))
  // It ended by itself, or never came to speak TLS: there is nobody who could read an answer.
  else socket.destroy()
}
