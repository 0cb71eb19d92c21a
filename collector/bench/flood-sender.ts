/** A process of its own that floods a port of loopback with traps: so many a second, for so many seconds, and no more. */
import { createSocket, type Socket } from 'node:dgram'
import { setTimeout as wait } from 'node:timers/promises'
import { trapV2c, trapV3 } from '../simulator/hostile/forge-trap.ts'
import type { UserKeys } from '../simulator/hostile/signed.ts'

export interface FloodOrder {
  port: number
  perSecond: number
  seconds: number
  /** Addresses of loopback to send from, in turn. */
  sources: string[]
  /** `community`: traps of v2c with it. `user`: traps of v3 that name it and are signed with other keys, half of an engine that nobody has. */
  as: { community: string } | { user: string }
}

const most = { perSecond: 20_000, seconds: 30 }
const burstEveryMs = 10
const kinds = 64
const wrongKeys: UserKeys = { hash: 'sha256', authKey: 'bukan-kuncinya', privKey: 'bukan-juga' }

/** Made before the flood: signing takes longer than sending. */
function datagramsOf(as: FloodOrder['as']): Buffer[] {
  return Array.from({ length: kinds }, (_, count) => {
    if ('community' in as) return trapV2c(as.community, { id: count + 1 })
    const parts = { id: count + 1, time: 1_000 + count }
    if (count % 2 === 0) return trapV3(as.user, wrongKeys, parts)
    return trapV3(as.user, wrongKeys, { ...parts, engineId: Buffer.alloc(12, 0x80 + count) })
  })
}

async function flood(order: FloodOrder): Promise<number> {
  const perSecond = Math.min(most.perSecond, order.perSecond)
  const total = perSecond * Math.min(most.seconds, order.seconds)
  const datagrams = datagramsOf(order.as)
  const sockets = await Promise.all(order.sources.map(open))
  const from = performance.now()
  let sent = 0
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - from) / 1_000) * perSecond))
    for (; sent < due; sent += 1) {
      const socket = sockets[sent % sockets.length]!
      socket.send(datagrams[Math.floor(sent / sockets.length) % kinds]!, order.port, '127.0.0.1')
    }
    await wait(burstEveryMs)
  }
  await wait(burstEveryMs)
  for (const socket of sockets) socket.close()
  return sent
}

function open(source: string): Promise<Socket> {
  return new Promise((opened) => {
    const socket = createSocket('udp4')
    // What the kernel has no room for is lost, as it is on a wire.
    socket.on('error', () => {})
    socket.bind(0, source, () => opened(socket))
  })
}

const order = JSON.parse(process.argv[2] ?? '') as FloodOrder
process.stdout.write(`${await flood(order)}\n`)
