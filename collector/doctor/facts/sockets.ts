import { createSocket } from 'node:dgram'

import { createServer, isIPv6 } from 'node:net'
import type { Opened, SocketFacts } from '../checks/sockets.ts'

export interface SocketsToTry {
  listen: { host: string; port: number }
  trapPorts: readonly number[]
  played: readonly { address: string; port: number }[]
}

/** Each is opened for a moment and closed again; nothing is sent. */
export async function socketFacts({ listen, trapPorts, played }: SocketsToTry): Promise<SocketFacts> {
  const traps = trapPorts.map(async (port) => ({ port, opened: await openUdp('0.0.0.0', port) }))
  const tried = spread(played, 50).map(async ({ address, port }) => ({
    address,
    port,
    opened: await openUdp(address, port),
  }))
  return {
    listen: { ...listen, opened: await openTcp(listen.host, listen.port) },
    traps: await Promise.all(traps),
    played: await Promise.all(tried),
  }
}

/** So many of them, from all over. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(all.length / most))
  return all.filter((_, index) => index % step === 0)
}

function openTcp(host: string, port: number): Promise<Opened> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}

function openUdp(address: string, port: number): Promise<Opened> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  return new Promise((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close()
      resolve(error.code ?? error.message)
    })
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve(null)))
  })
}
