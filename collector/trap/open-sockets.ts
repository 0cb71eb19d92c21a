import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { isIP } from 'node:net'
import type { ReceiverOrder } from './receiver-messages.ts'

/** Why nothing can be heard: the last port that was tried, and what the system said of it. */
export interface Unheard {
  port: number
  code: string
}

export interface OpenSockets {
  /** `*`: every address of this machine. */
  address: string
  port: number
  close(): void
}

export interface Hearing {
  onDatagram(datagram: Buffer, from: RemoteInfo): void
  /** They are closed by then. */
  onError(code: string): void
}

/** Room for a burst of traps; the kernel gives what net.core.rmem_max allows, and drops what is beyond. */
const receiveBufferBytes = 1024 * 1024
/** A free port of IPv4 may be taken under IPv6. */
const triesForFreePort = 5

/** Listens at the first port that can be had. */
export async function openSockets(
  { address, ports }: ReceiverOrder,
  hearing: Hearing,
): Promise<OpenSockets | Unheard> {
  let unheard: Unheard = { port: 0, code: 'EINVAL' }
  for (const port of ports) {
    for (let tries = port === 0 ? triesForFreePort : 1; tries > 0; tries -= 1) {
      const opened = await openAt(address, port, hearing)
      if ('close' in opened) return opened
      unheard = opened
    }
  }
  return unheard
}

async function openAt(
  address: string | null,
  port: number,
  hearing: Hearing,
): Promise<OpenSockets | Unheard> {
  const sockets: Socket[] = []
  const close = (): void => {
    for (const socket of sockets.splice(0)) socket.close()
  }
  const onError = (code: string): void => {
    if (sockets.length === 0) return
    close()
    hearing.onError(code)
  }
  const open = async (host: string, at: number): Promise<string | null> => {
    const opened = await bound(host, at)
    if (typeof opened === 'string') return opened
    opened.on('message', hearing.onDatagram)
    opened.on('error', (error: NodeJS.ErrnoException) => onError(error.code ?? error.name))
    sockets.push(opened)
    return null
  }

  const code = await open(address ?? '0.0.0.0', port)
  if (code !== null) return { port, code }
  const got = sockets[0]?.address().port ?? port
  if (address !== null) return { address, port: got, close }
  const codeOf6 = await open('::', got)
  if (codeOf6 === null) return { address: '*', port: got, close }
  // A machine without IPv6 has no routers that send by it.
  if (codeOf6 === 'EAFNOSUPPORT' || codeOf6 === 'EADDRNOTAVAIL')
    return { address: '0.0.0.0', port: got, close }
  close()
  return { port, code: codeOf6 }
}

/** The socket, or the code of what the system has against it. */
function bound(host: string, port: number): Promise<Socket | string> {
  return new Promise((settle) => {
    const socket = createSocket(isIP(host) === 6 ? { type: 'udp6', ipv6Only: true } : { type: 'udp4' })
    const onError = (error: NodeJS.ErrnoException): void => {
      socket.close()
      settle(error.code ?? error.name)
    }
    socket.once('error', onError)
    socket.bind({ port, address: host, exclusive: true }, () => {
      socket.off('error', onError)
      try {
        socket.setRecvBufferSize(receiveBufferBytes)
      } catch {
        // Less room only means that a burst may lose some.
      }
      settle(socket)
    })
  })
}
