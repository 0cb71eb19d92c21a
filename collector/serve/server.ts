import type { Server as HttpServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createApp } from './app.ts'
import type { ServeDeps } from './deps.ts'
import { Audiences } from './audience.ts'
import { Live } from './live.ts'
import type { Publication } from './wire.ts'

/** What a browser can reach. */
export interface Server {
  /** Port 0: one that is free. Rejects with a sentence for the operator. */
  listen(host: string, port: number): Promise<{ host: string; port: number; url: string }>
  /** To be called after the commit, when `snapshot` has it. */
  publish(publication: Publication): void
  /** Links or satker came or went: everybody gets a new snapshot. */
  refresh(): void
  browsers(): number
  /** Within two seconds, whoever is still connected. */
  close(): Promise<void>
}

/** How long answers on their way have to end when the collector stops. */
const lastAnswersMs = 1_500

export function createServer(deps: ServeDeps): Server {
  const audiences = new Audiences(deps.snapshot, deps.clock)
  const live = new Live({ ...deps, audienceOf: ({ scope }) => audiences.of(scope) })
  const app = createApp({ ...deps, audienceOf: (scope) => audiences.of(scope), browsers: () => live.size })
  const http = app.server
  const sockets = new Set<Socket>()
  http.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  http.on('upgrade', (request, socket, head) => live.upgrade(request, socket, head))

  return {
    async listen(host, port) {
      const whyNot = deps.transport.whyNotOn(host)
      if (whyNot !== null) throw new Error(whyNot)
      await app.ready()
      const bound = await listenOn(http, host, port)
      live.start()
      const scheme = deps.transport.certificate ? 'https' : 'http'
      return { host: bound.address, port: bound.port, url: `${scheme}://${nameOf(bound)}:${bound.port}` }
    },
    publish(publication) {
      audiences.published()
      live.publish(publication)
    },
    refresh() {
      audiences.forget()
      live.refresh()
    },
    browsers: () => live.size,
    async close() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      // Also those that Node does not yet count as connections, in the middle of a TLS handshake.
      const timer = setTimeout(() => sockets.forEach((socket) => socket.destroy()), lastAnswersMs)
      http.closeIdleConnections()
      await live.close()
      await closed
      clearTimeout(timer)
      await app.close()
    },
  }
}

function listenOn(http: HttpServer, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(new Error(cannotListen(host, port, error)))
    http.once('error', fail)
    http.listen(port, host, () => {
      http.off('error', fail)
      resolve(http.address() as AddressInfo)
    })
  })
}

/** As it stands in an address; where it listens everywhere, by the name that leads here from this machine. */
function nameOf({ address, family }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return 'localhost'
  return family === 'IPv6' ? `[${address}]` : address
}

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE')
    return `Cannot listen on ${host} port ${port}: another program does. Stop it, or choose another port.`
  if (error.code === 'EACCES')
    return `Cannot listen on ${host} port ${port}: the system does not allow it. Choose a port above 1023.`
  return `Cannot listen on ${host} port ${port}: ${error.message}.`
}
