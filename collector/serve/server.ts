import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import type { ServeDeps } from './deps.ts'
import { Live } from './live.ts'
import { isLoopback } from './loopback.ts'
import { SnapshotText } from './snapshot-text.ts'
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
  const text = new SnapshotText(deps.snapshot, deps.clock)
  const live = new Live({ clock: deps.clock, snapshot: () => text.json() })
  const app = createApp({ ...deps, network: () => text.json(), browsers: () => live.size })
  const http = app.server
  http.on('upgrade', (request, socket, head) => live.upgrade(request, socket, head))

  return {
    async listen(host, port) {
      if (!isLoopback(host)) throw new Error(notLoopback(host))
      await app.ready()
      const bound = await listenOn(http, host, port)
      live.start()
      const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
      return { host: bound.address, port: bound.port, url: `http://${name}:${bound.port}` }
    },
    publish(publication) {
      text.forget()
      live.publish(publication)
    },
    refresh() {
      text.forget()
      live.refresh()
    },
    browsers: () => live.size,
    async close() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      const timer = setTimeout(() => http.closeAllConnections(), lastAnswersMs)
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

function notLoopback(host: string): string {
  return (
    `Cannot listen on ${host}: there are no accounts yet, so everybody who reaches the server sees everything. ` +
    'Listen on 127.0.0.1 or ::1, and put a reverse proxy that asks for a password in front for others.'
  )
}

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE')
    return `Cannot listen on ${host} port ${port}: another program does. Stop it, or choose another port.`
  if (error.code === 'EACCES')
    return `Cannot listen on ${host} port ${port}: the system does not allow it. Choose a port above 1023.`
  return `Cannot listen on ${host} port ${port}: ${error.message}.`
}
