/** The collector as the browser of a bench sees it: all of it passed on, but for the live connection, which is made. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Publication, Snapshot } from '../serve/wire.ts'

const heartbeatMs = 5_000

export interface Origin {
  url: string
  /** Of whoever is signed in: the secret of their cookie. */
  session: string
  snapshot(): Snapshot
}

export class PageServer {
  readonly #origin: Origin
  readonly #server: Server
  readonly #live: WebSocketServer
  readonly #watching = new Map<WebSocket, { seq: number; undrawn: number }>()
  readonly #timer: NodeJS.Timeout
  #allDrawn = (): void => {}

  private constructor(origin: Origin) {
    this.#origin = origin
    this.#server = createServer((asked, answer) => this.#passOn(asked, answer))
    this.#live = new WebSocketServer({ server: this.#server, path: '/live', perMessageDeflate: false })
    this.#live.on('connection', (socket) => this.#begin(socket))
    this.#timer = setInterval(() => this.#tell('heartbeat', { at: Date.now() }), heartbeatMs)
  }

  /** At a free port of loopback. */
  static async start(origin: Origin): Promise<PageServer> {
    const server = new PageServer(origin)
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  publish(publication: Publication): void {
    this.#tell('changes', publication)
  }

  /** When every browser has said that it has drawn all that it was told. */
  async drawn(): Promise<void> {
    while ([...this.#watching.values()].some(({ undrawn }) => undrawn > 0))
      await new Promise<void>((resolve) => (this.#allDrawn = resolve))
  }

  close(): void {
    clearInterval(this.#timer)
    for (const socket of this.#watching.keys()) socket.terminate()
    this.#live.close()
    this.#server.close()
    this.#server.closeAllConnections()
    this.#watching.clear()
    this.#allDrawn()
  }

  #begin(socket: WebSocket): void {
    const connection = { seq: 1, undrawn: 1 }
    this.#watching.set(socket, connection)
    socket.on('close', () => {
      this.#watching.delete(socket)
      this.#allDrawn()
    })
    socket.on('message', () => {
      if (--connection.undrawn === 0) this.#allDrawn()
    })
    socket.send(JSON.stringify({ type: 'snapshot', seq: 1, ...this.#origin.snapshot() }))
  }

  #tell(type: 'changes' | 'heartbeat', what: object): void {
    for (const [socket, connection] of this.#watching) {
      connection.seq++
      connection.undrawn++
      socket.send(JSON.stringify({ type, seq: connection.seq, ...what }))
    }
  }

  #passOn(asked: IncomingMessage, answer: ServerResponse): void {
    const { hostname, port, host } = new URL(this.#origin.url)
    const headers = { ...asked.headers, host, cookie: `sid=${this.#origin.session}` }
    const { method, url: path } = asked
    const passed = request({ hostname, port, path, method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  }
}
