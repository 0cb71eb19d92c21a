/** The sockets that all routers are asked by: one of each address family, opened when it is first needed. */
import type { RemoteInfo, Socket, SocketOptions } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Log } from '../../log.ts'

export type OpenSocket = (options: SocketOptions) => Socket

interface SocketParts {
  openSocket: OpenSocket
  log: Log | undefined
  receive(datagram: Buffer, from: RemoteInfo): void
}

/** Room for the answers of a whole slice of the fleet; the kernel gives what net.core.rmem_max allows. */
const receiveBufferBytes = 4 * 1024 * 1024

export class GateSockets {
  readonly #parts: SocketParts
  #v4: Socket | null = null
  #v6: Socket | null = null

  constructor(parts: SocketParts) {
    this.#parts = parts
  }

  /** The one by which an address is reached, an IP literal. */
  to(address: string): Socket {
    if (isIPv6(address)) return (this.#v6 ??= this.#open({ type: 'udp6', ipv6Only: true, lookup }))
    return (this.#v4 ??= this.#open({ type: 'udp4', lookup }))
  }

  async close(): Promise<void> {
    const open = [this.#v4, this.#v6].filter((socket) => socket !== null)
    this.#v4 = this.#v6 = null
    await Promise.all(open.map((socket) => new Promise<void>((done) => socket.close(() => done()))))
  }

  #open(options: SocketOptions): Socket {
    const { openSocket, log, receive } = this.#parts
    const socket = openSocket(options)
    socket.on('message', receive)
    socket.on('error', (error: NodeJS.ErrnoException) => {
      log?.warn('snmp-socket', { family: options.type, code: error.code })
    })
    socket.once('listening', () => {
      try {
        socket.setRecvBufferSize(receiveBufferBytes)
      } catch {
        // Less room only means that a burst may lose answers, which are asked for again.
      }
    })
    socket.bind(0)
    socket.unref()
    return socket
  }
}

/** Whatever is asked has an address and no name: nothing is looked up, and nothing waits for a later turn. */
const lookup: NonNullable<SocketOptions['lookup']> = (address, { family }, done) =>
  done(null, address, family === 6 ? 6 : 4)
