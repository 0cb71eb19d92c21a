import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { checkHandshake } from './handshake.ts'
import { LiveConnection } from './live-connection.ts'
import type { LiveConnectionDeps } from './live-connection.ts'
import { answerRaw } from './raw-answer.ts'
import { RequestError } from './request-error.ts'
import type { Publication } from './wire.ts'

const defaultLimit = 2_000

const tickMs = 250
/** How long browsers have to say goodbye when the collector stops. */
const goodbyeMs = 1_000

const socketOptions = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  // A browser says nothing but {"type":"resync"}; a flood of tiny pieces costs no memory either.
  maxPayload: 16 * 1024,
  maxFragments: 16,
  maxBufferedChunks: 64,
  closeTimeout: 2_000,
}

/** All browsers that watch. */
export class Live {
  readonly #deps: LiveConnectionDeps
  readonly #limit: number
  readonly #sockets = new WebSocketServer(socketOptions)
  readonly #connections = new Set<LiveConnection>()
  #timer: NodeJS.Timeout | null = null
  #closing = false

  constructor(deps: LiveConnectionDeps, limit: number = defaultLimit) {
    this.#deps = deps
    this.#limit = limit
    this.#sockets.on('wsClientError', (error, socket) =>
      answerRaw(
        socket,
        new RequestError('bad-request', `The WebSocket handshake is not right: ${error.message}.`, {
          'sec-websocket-version': '13',
        }),
      ),
    )
  }

  get size(): number {
    return this.#connections.size
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#connections.forEach((connection) => connection.tick()), tickMs)
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const refused = checkHandshake(request) ?? this.#checkRoom()
    if (refused) answerRaw(socket, refused)
    else this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#add(opened))
  }

  /** Written once for all; a publication without anything in it is not sent. */
  publish(publication: Publication): void {
    if (this.#connections.size === 0) return
    if (publication.satker.length + publication.links.length + publication.outages.length === 0) return
    const json = Buffer.from(JSON.stringify(publication))
    for (const connection of this.#connections) connection.publish(json)
  }

  /** The network itself is another: everybody gets a new snapshot. */
  refresh(): void {
    for (const connection of this.#connections) connection.refresh()
  }

  async close(): Promise<void> {
    this.#closing = true
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    for (const connection of this.#connections) connection.close(1001, 'The collector stops.')
    if (this.#connections.size === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, goodbyeMs)
      this.#whenEmpty = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    for (const connection of this.#connections) connection.terminate()
  }

  #whenEmpty = () => {}

  #checkRoom(): RequestError | null {
    if (this.#closing) return new RequestError('unavailable', 'The collector is stopping.')
    if (this.#connections.size < this.#limit) return null
    return new RequestError('unavailable', `${this.#limit} browsers are watching already; try again later.`)
  }

  #add(socket: WebSocket): void {
    const connection = new LiveConnection(socket, this.#deps)
    this.#connections.add(connection)
    // What ws refuses (too large, too many pieces, not UTF-8) it closes by itself.
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#connections.delete(connection)
      if (this.#connections.size === 0) this.#whenEmpty()
    })
    connection.refresh()
  }
}
