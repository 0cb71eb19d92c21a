import { Buffer } from 'node:buffer'
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { Caller } from '../access/caller.ts'
import type { Clock } from '../domain/clock.ts'
import type { Audience } from './audience.ts'
import { fragmentFrom, headOf, wholeFrame } from './live-frame.ts'
import type { SnapshotPlaces } from './snapshot-places.ts'
import type { LiveFrame } from './wire.ts'

const heartbeatMs = 10_000
const drainMs = 10_000
const pingMs = 30_000
/** A browser that asks anew in a loop costs one snapshot in this time. */
const snapshotEveryMs = 1_000
/** Of changes that wait behind what is being sent; beyond it a snapshot is shorter. */
const heldLimitBytes = 4 * 1024 * 1024

/** What a socket is closed with whose caller is no longer who it was. */
const signInAgain = 4401

export interface LiveConnectionDeps {
  clock: Clock
  /** Whose it is. */
  caller: Caller
  /** What they may see. */
  audience: Pick<Audience, 'snapshot'>
  /** What the socket writes to, so that pieces that go together go in one. */
  line?: Pick<Duplex, 'cork' | 'uncork'>
  /** Shared by all; without them a snapshot waits for nobody. */
  places?: SnapshotPlaces
}

/**
 * One browser: a snapshot, then changes, numbered. One message is on its way at a time and the rest waits
 * here, where it can still be replaced by a snapshot, and not in the socket, where it could not.
 */
export class LiveConnection {
  readonly #socket: WebSocket
  readonly #clock: Clock
  readonly caller: Caller
  readonly #audience: Pick<Audience, 'snapshot'>
  readonly #line: LiveConnectionDeps['line']
  readonly #places: SnapshotPlaces | undefined
  #seq = 0
  /** What the browser knows is not to be built on: a snapshot comes next. */
  #stale = true
  #snapshotAtMs = -Infinity
  #held: Buffer[] = []
  #heldBytes = 0
  #sending = false
  /** When the browser is cut off unless its queue has drained; null while it is empty. */
  #deadlineMs: number | null = null
  #frameAtMs: number
  #pingAtMs: number
  #alive = true
  #ended = false

  constructor(socket: WebSocket, deps: LiveConnectionDeps) {
    this.#socket = socket
    this.#clock = deps.clock
    this.caller = deps.caller
    this.#audience = deps.audience
    this.#line = deps.line
    this.#places = deps.places
    this.#frameAtMs = this.#pingAtMs = deps.clock.monotonicMs()
    socket.on('pong', () => (this.#alive = true))
    socket.on('message', (data, isBinary) => this.#receive(String(data), isBinary))
  }

  /** Begins with the snapshot; called again, brings a new one in place of all that waits. */
  refresh(): void {
    this.#stale = true
    this.#held = []
    this.#heldBytes = 0
    this.#flush()
  }

  /** Its turn has come. */
  resume(): void {
    this.#flush()
  }

  publish(json: Buffer): void {
    if (this.#stale) return // The snapshot that comes next has it.
    this.#held.push(json)
    this.#heldBytes += json.length
    if (this.#sending && this.#heldBytes > heldLimitBytes) this.refresh()
    else this.#flush()
  }

  /** Called a few times a second: the heartbeat, the ping, and the end of patience. */
  tick(): void {
    const now = this.#clock.monotonicMs()
    if (this.#deadlineMs !== null && now >= this.#deadlineMs) return this.#socket.terminate()
    if (now - this.#pingAtMs >= pingMs) {
      if (!this.#alive) return this.#socket.terminate()
      this.#alive = false
      this.#pingAtMs = now
      if (this.#open) this.#socket.ping()
    }
    this.#flush()
    // Not before its first snapshot, which everything begins with.
    if (!this.#sending && this.#seq > 0 && now - this.#frameAtMs >= heartbeatMs)
      this.#send('heartbeat', Buffer.from(JSON.stringify({ at: this.#clock.now() })))
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  /** Its caller may see nothing more: what waits is dropped, and nothing is sent but the goodbye. */
  end(): void {
    this.#ended = true
    this.#held = []
    this.close(signInAgain, 'Sign in again.')
  }

  terminate(): void {
    this.#socket.terminate()
  }

  get #open(): boolean {
    return !this.#ended && this.#socket.readyState === WebSocket.OPEN
  }

  #receive(text: string, isBinary: boolean): void {
    if (!this.#open) return
    if (!isBinary && isResync(text)) this.refresh()
    else this.close(1008, 'The only message taken here is {"type":"resync"}.')
  }

  #flush(): void {
    if (this.#sending || !this.#open) return
    const now = this.#clock.monotonicMs()
    if (this.#stale) return this.#sendSnapshot(now)
    const json = this.#held.shift()
    if (json === undefined) {
      this.#deadlineMs = null
      return
    }
    this.#heldBytes -= json.length
    this.#send('changes', json)
  }

  /** Too soon, before its turn, or while there is none to be had, it sends nothing: the next tick tries again. */
  #sendSnapshot(now: number): void {
    if (now - this.#snapshotAtMs < snapshotEveryMs) return
    if (this.#places?.take(this) === false) return
    const json = this.#audience.snapshot()
    if (json === null) return
    this.#stale = false
    this.#snapshotAtMs = now
    this.#send('snapshot', json)
  }

  #send(type: LiveFrame['type'], json: Buffer): void {
    if (!this.#open) return
    const now = this.#clock.monotonicMs()
    const head = headOf(type, ++this.#seq)
    this.#sending = true
    this.#frameAtMs = now
    // Changes that queue up share one deadline; a snapshot has its own, as long as it moves.
    if (type === 'snapshot') this.#deadlineMs = now + drainMs
    else this.#deadlineMs ??= now + drainMs
    const whole = wholeFrame(head, json)
    if (whole) return this.#socket.send(whole, { binary: false }, (error) => this.#sent(type, error))
    this.#line?.cork()
    this.#socket.send(head, { binary: false, fin: false })
    this.#sendRest(type, json, 1)
    this.#line?.uncork()
  }

  #sendRest(type: LiveFrame['type'], json: Buffer, start: number): void {
    const { bytes, isLast, end } = fragmentFrom(start, json)
    this.#socket.send(bytes, { binary: false, fin: isLast }, (error) => {
      if (isLast || error) return this.#sent(type, error)
      if (type === 'snapshot') this.#deadlineMs = this.#clock.monotonicMs() + drainMs
      this.#sendRest(type, json, end)
    })
  }

  #sent(type: LiveFrame['type'], error: Error | null | undefined): void {
    if (error) return // The socket is gone, and says so by its own event.
    if (type === 'snapshot') {
      this.#deadlineMs = this.#clock.monotonicMs() + drainMs
      this.#places?.leave(this)
    }
    this.#sending = false
    this.#flush()
  }
}

function isResync(text: string): boolean {
  try {
    const message: unknown = JSON.parse(text)
    return JSON.stringify(message) === '{"type":"resync"}'
  } catch {
    return false
  }
}
