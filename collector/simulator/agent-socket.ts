/** The UDP socket at which one played router is asked, and only it: so it answers from its own address and port. */
import { createSocket } from 'node:dgram'
import type { RemoteInfo, Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { answer } from './answer.ts'
import type { Reply } from './played-router.ts'
import { decodeRequest } from './request.ts'

export interface AgentSocketParts {
  address: string
  port: number
  community: string
  /** What the router answers to this request, or null where nobody hears it. */
  reply(requestId: number): Reply | null
}

export class AgentSocket {
  readonly #parts: AgentSocketParts
  readonly #community: Buffer
  readonly #socket: Socket
  #isOpen = false

  constructor(parts: AgentSocketParts) {
    this.#parts = parts
    this.#community = Buffer.from(parts.community, 'utf8')
    this.#socket = createSocket(isIPv6(parts.address) ? 'udp6' : 'udp4')
    this.#socket.on('message', (datagram, from) => this.#hear(datagram, from))
  }

  /** Null when it listens, else why it cannot. */
  async open(): Promise<string | null> {
    const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      // Stays on afterwards: an error of a socket, such as an answer that nobody takes, is a loss like any other.
      this.#socket.on('error', resolve)
      this.#socket.bind({ address: this.#parts.address, port: this.#parts.port }, () => resolve(null))
    })
    this.#isOpen = failure === null
    if (!failure) return null
    this.#socket.close()
    return reasons[failure.code ?? ''] ?? `its socket cannot be opened (${failure.code})`
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    await new Promise<void>((resolve) => this.#socket.close(() => resolve()))
  }

  /** Anything but a request with the right community meets silence, as at a real router. */
  #hear(datagram: Buffer, from: RemoteInfo): void {
    const request = decodeRequest(datagram)
    if (!request?.community.equals(this.#community)) return
    const reply = this.#parts.reply(request.requestId)
    if (!reply) return
    const response = answer(request, reply.view)
    setTimeout(() => this.#send(response, from), reply.delayMs).unref()
  }

  #send(response: Buffer, to: RemoteInfo): void {
    // A datagram from port 0 cannot be answered.
    if (this.#isOpen && to.port > 0) this.#socket.send(response, to.port, to.address, () => {})
  }
}

const reasons: Record<string, string> = {
  EADDRINUSE:
    'its address and port are in use, perhaps by another collector: stop that one or give other ports',
  EADDRNOTAVAIL: 'its address is not one of this machine: give it one of 127.0.0.0/8',
  EACCES: 'its port may not be opened by this user: give one above 1023',
  EMFILE: 'too many files are open: raise the limit (ulimit -n) above the number of routers',
}
