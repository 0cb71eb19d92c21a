/** For the tests: the whole server over TLS, and clients that need not trust its certificate. */
import { request } from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:tls'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'
import { silentLog } from '../log.ts'
import { certificateFiles } from './certificate.test-kit.ts'
import type { Wanted } from './certificate.test-kit.ts'
import type { ServeDeps } from './deps.ts'
import { FakeClock, fakeDeps } from './fake-deps.test-kit.ts'
import type { KeyPairFiles } from './key-pair.ts'
import { createServer } from './server.ts'
import type { Server } from './server.ts'
import { ServedCertificate } from './served-certificate.ts'
import { Transport } from './transport.ts'

export interface TlsServer {
  server: Server
  files: KeyPairFiles
  certificate: ServedCertificate
  port: number
  url: string
}

export async function serveOverTls(
  wanted: Wanted = {},
  instead: Partial<ServeDeps> = {},
): Promise<TlsServer> {
  const files = certificateFiles(wanted)
  const certificate = await ServedCertificate.open({
    files,
    clock: new FakeClock(),
    log: silentLog,
    everyMs: 20,
  })
  const server = createServer(
    fakeDeps({ ...instead, transport: new Transport({ certificate, proxies: [], names: [] }) }),
  )
  onTestFinished(() => server.close())
  const { port, url } = await server.listen('127.0.0.1', 0)
  return { server, files, certificate, port, url }
}

export interface TlsAnswer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

export function askOverTls(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<TlsAnswer> {
  const options = { host: '127.0.0.1', port, path, method, headers, agent: false, rejectUnauthorized: false }
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject).end()
  })
}

/** A connection whose handshake is done; rejects with OpenSSL's reason where there is none. */
export function shakeHands(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () =>
      resolve(socket),
    )
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed in the middle of the handshake')))
  })
}
