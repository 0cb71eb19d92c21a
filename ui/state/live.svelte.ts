/** The live connection: opens it, keeps it, and knows since when it has been gone. */
import { createContext } from 'svelte'
import type { LiveFrame } from '../../collector/serve/wire.ts'
import { plainText } from '../parts/plain-text.ts'

/** The collector speaks at least every 10 s; two missed heartbeats and some patience. */
const silenceMs = 25_000
const firstDelayMs = 500
const longestDelayMs = 10_000

export interface LiveTold {
  /** A new connection is open; nothing has come yet. */
  opened(): void
  /** `hole` asks for a new snapshot. */
  frame(frame: LiveFrame): 'applied' | 'hole'
  /** The far end closed it, or never opened it; another is opened unless it is stopped. RFC 6455, 7.4. */
  closed(code: number): void
}

export class Live {
  #isLive = $state(false)
  #lastFrameAt = $state.raw<number | null>(null)
  #attempts = $state(0)
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #resyncAsked = false
  readonly #told: LiveTold
  readonly #connect: () => WebSocket
  readonly #random: () => number

  constructor(told: LiveTold, connect: () => WebSocket, random: () => number = Math.random) {
    this.#told = told
    this.#connect = connect
    this.#random = random
  }

  /** Whether what is shown is the present. */
  get current(): boolean {
    return this.#isLive
  }

  /** By the browser's clock: when it last heard anything; null when it is live, or never was. */
  get lostAt(): number | null {
    return this.#isLive ? null : this.#lastFrameAt
  }

  /** Connections in a row that brought nothing. */
  get attempts(): number {
    return this.#attempts
  }

  start(): void {
    this.#open()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#drop()
    this.#isLive = false
  }

  #open(): void {
    this.#drop()
    const socket = this.#connect()
    this.#socket = socket
    this.#resyncAsked = false
    this.#told.opened()
    this.#watch()
    socket.onmessage = (event: MessageEvent) => this.#receive(socket, event.data)
    // An error is always followed by a close.
    socket.onclose = ({ code }) => {
      this.#lose()
      this.#told.closed(code)
    }
  }

  #receive(socket: WebSocket, text: unknown): void {
    const frame = readFrame(text)
    if (!frame) {
      this.#lose()
      return
    }
    if (this.#told.frame(frame) === 'applied') {
      this.#watch()
      this.#lastFrameAt = Date.now()
      this.#isLive = true
      this.#attempts = 0
      this.#resyncAsked = false
    } else if (!this.#resyncAsked) {
      // Once: what was on its way before the new snapshot has holes too.
      this.#resyncAsked = true
      socket.send(JSON.stringify({ type: 'resync' }))
    }
  }

  /** Nothing of use for too long is a dead connection, whatever the socket believes. */
  #watch(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#lose(), silenceMs)
  }

  #lose(): void {
    this.#drop()
    this.#isLive = false
    this.#attempts++
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#open(), this.#delayMs())
  }

  /** Doubling, and spread out, so that a fleet of browsers does not fall upon a collector that just came up. */
  #delayMs(): number {
    const longest = Math.min(longestDelayMs, firstDelayMs * 2 ** this.#attempts)
    return firstDelayMs + (longest - firstDelayMs) * this.#random()
  }

  #drop(): void {
    if (!this.#socket) return
    this.#socket.onmessage = null
    this.#socket.onclose = null
    this.#socket.close()
    this.#socket = null
  }
}

function readFrame(text: unknown): LiveFrame | null {
  try {
    const frame: unknown = JSON.parse(plainText(String(text)))
    const isFrame = typeof frame === 'object' && frame !== null && 'type' in frame && 'seq' in frame
    return isFrame ? (frame as LiveFrame) : null
  } catch {
    return null
  }
}

export const [getLive, setLive] = createContext<Live>()
