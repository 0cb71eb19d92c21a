import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import type { Caller } from '../access/caller.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'
import type { Audience } from './audience.ts'
import type { CallersDeps } from './callers.ts'
import { callerOfHandshake, checkHandshake } from './handshake.ts'
import { LiveConnection } from './live-connection.ts'
import { LiveReview } from './live-review.ts'
import { answerRaw } from './raw-answer.ts'
import { RequestError, toRequestError } from './request-error.ts'
import { SnapshotPlaces } from './snapshot-places.ts'
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
  // What is spoken here has no name; ws would agree to whatever is named first.
  handleProtocols: (): false => false,
}

export interface LiveDeps extends CallersDeps {
  clock: Clock
  log: Log
  /** Those who may see what this caller may. */
  audienceOf(caller: Caller): Audience
}

/** How often a session with an open page is told to be in use. */
const keepInUseMs = 60_000
/** Of all places one caller may take this part, so that nobody keeps everybody else out. */
const shareOfOne = 0.25

/** All browsers that watch. */
export class Live {
  readonly #deps: LiveDeps
  readonly #limit: number
  readonly #sockets = new WebSocketServer(socketOptions)
  readonly #connections = new Map<LiveConnection, Audience>()
  #timer: NodeJS.Timeout | null = null
  #closing = false
  #keptInUseMs = 0
  readonly #review: LiveReview
  readonly #places: SnapshotPlaces

  constructor(deps: LiveDeps, limit: number = defaultLimit) {
    this.#deps = deps
    this.#limit = limit
    this.#places = new SnapshotPlaces(deps.clock)
    this.#review = new LiveReview(deps, () => this.#connections.keys())
    this.#sockets.on('wsClientError', (error, socket, request) =>
      answerRaw(
        socket,
        new RequestError('bad-request', `The WebSocket handshake is not right: ${error.message}.`, {
          'sec-websocket-version': '13',
        }),
        this.#isSecure(request),
      ),
    )
  }

  get size(): number {
    return this.#connections.size
  }

  start(): void {
    this.#deps.identities.onChange(() => void this.#review.ask())
    this.#timer ??= setInterval(() => this.#tick(), tickMs)
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const refused = checkHandshake(request, this.#deps) ?? this.#checkRoom()
    if (refused) answerRaw(socket, refused, this.#isSecure(request))
    else
      this.#admit(request, socket, head).catch((error: unknown) =>
        answerRaw(socket, toRequestError(error), this.#isSecure(request)),
      )
  }

  async #admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const caller = await callerOfHandshake(request, this.#deps)
    const refused = this.#checkRoom() ?? this.#checkShare(caller)
    if (refused) throw refused
    if (socket.destroyed) return
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#add(opened, caller, socket))
  }

  /** Written once for all who may see the same; a publication without anything in it is not sent. */
  publish(publication: Publication): void {
    if (this.#connections.size === 0) return
    if (publication.satker.length + publication.links.length + publication.outages.length === 0) return
    const told = new Map<Audience, Buffer | null>()
    for (const [connection, audience] of this.#connections) {
      if (!told.has(audience)) told.set(audience, audience.tell(publication))
      const json = told.get(audience)
      if (json) connection.publish(json)
    }
  }

  /** The network itself is another: everybody gets a new snapshot. */
  refresh(): void {
    for (const audience of this.#connections.values()) audience.forget()
    for (const connection of this.#connections.keys()) connection.refresh()
  }

  async close(): Promise<void> {
    this.#closing = true
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    for (const connection of this.#connections.keys()) connection.close(1001, 'The collector stops.')
    if (this.#connections.size === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, goodbyeMs)
      this.#whenEmpty = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    for (const connection of this.#connections.keys()) connection.terminate()
  }

  #tick(): void {
    const now = this.#deps.clock.monotonicMs()
    for (const connection of this.#connections.keys()) {
      if (connection.caller.endsAt <= this.#deps.clock.now()) connection.end()
      else connection.tick()
    }
    this.#places.tick()
    if (now - this.#keptInUseMs < keepInUseMs) return
    this.#keptInUseMs = now
    const callers = [...this.#connections.keys()].map(({ caller }) => caller)
    if (callers.length > 0) void this.#deps.identities.keepInUse(callers)
    // Time itself ends sessions and tokens, and so does a limit that was made shorter.
    void this.#review.ask()
  }

  #whenEmpty = () => {}

  #isSecure(request: IncomingMessage): boolean {
    return this.#deps.transport.clientOf(request).isSecure
  }

  #checkRoom(): RequestError | null {
    if (this.#closing) return new RequestError('unavailable', 'The collector is stopping.')
    if (this.#connections.size < this.#limit) return null
    return new RequestError('unavailable', `${this.#limit} browsers are watching already; try again later.`)
  }

  #checkShare({ by, id }: Caller): RequestError | null {
    const own = [...this.#connections.keys()].filter(({ caller }) => caller.id === id && caller.by === by)
    if (own.length < this.#limit * shareOfOne) return null
    return new RequestError('unavailable', `You are watching ${own.length} times already.`)
  }

  #add(socket: WebSocket, caller: Caller, line: Duplex): void {
    const audience = this.#deps.audienceOf(caller)
    const { clock } = this.#deps
    const connection = new LiveConnection(socket, { clock, caller, audience, line, places: this.#places })
    this.#connections.set(connection, audience)
    // What ws refuses (too large, too many pieces, not UTF-8) it closes by itself.
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#connections.delete(connection)
      this.#places.leave(connection)
      if (this.#connections.size === 0) this.#whenEmpty()
    })
    connection.refresh()
    // What changed while it was being opened was told to those that were open.
    void this.#review.check([connection])
  }
}
