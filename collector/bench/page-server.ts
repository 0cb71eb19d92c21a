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
  readonly #watching = new Map<WebSocket, { seq: number }>()
  readonly #timer: NodeJS.Timeout
  #drawn = (): void => {}

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

  /** Tells it to the browser, and waits until that says that it has drawn it. */
  async publish(publication: Publication): Promise<void> {
    const drawn = new Promise<void>((resolve) => (this.#drawn = resolve))
    this.#tell('changes', publication)
    await drawn
  }

  close(): void {
    clearInterval(this.#timer)
    for (const socket of this.#watching.keys()) socket.terminate()
    this.#live.close()
    this.#server.close()
    this.#server.closeAllConnections()
    this.#drawn()
  }

  #begin(socket: WebSocket): void {
    const connection = { seq: 1 }
    this.#watching.set(socket, connection)
    socket.on('close', () => {
      this.#watching.delete(socket)
      this.#drawn()
    })
    socket.on('message', () => this.#drawn())
    socket.send(JSON.stringify({ type: 'snapshot', seq: 1, ...this.#origin.snapshot() }))
  }

  #tell(type: 'changes' | 'heartbeat', what: object): void {
    for (const [socket, connection] of this.#watching) {
      connection.seq++
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
