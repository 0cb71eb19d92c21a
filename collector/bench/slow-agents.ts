/** A process of its own: a socket for each router of a fleet, which lets an agent answer, and the answer take its time. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { parseMessage } from '../probe/snmp/message.ts'
import { loopbackAddress } from './loopback-fleet.ts'

export interface SlowOrder {
  routers: number
  agentPort: number
}

/** How long each answer takes, drawn anew for each; 0 and 0: not at all. */
export interface Delay {
  leastMs: number
  mostMs: number
}

interface Asked {
  router: Socket
  from: RemoteInfo
}

const receiveBufferBytes = 4 * 1024 * 1024

/** Opens every router at one port, which is told. */
async function open({ routers, agentPort }: SlowOrder, delay: () => Delay): Promise<number> {
  const asked = new Map<number, Asked>()
  const agent = createSocket({ type: 'udp4', recvBufferSize: receiveBufferBytes })
  agent.on('message', (answer) => {
    const id = idOf(answer)
    const one = asked.get(id)
    asked.delete(id)
    if (one === undefined) return
    const { leastMs, mostMs } = delay()
    const afterMs = leastMs + Math.random() * (mostMs - leastMs)
    setTimeout(() => one.router.send(answer, one.from.port, one.from.address), afterMs)
  })
  agent.bind(0, '127.0.0.1')
  let port = 0
  for (let at = 0; at < routers; at++) {
    const router = createSocket('udp4')
    router.on('message', (question, from) => {
      asked.set(idOf(question), { router, from })
      agent.send(question, agentPort, '127.0.0.1')
    })
    router.bind({ port, address: loopbackAddress(at), exclusive: true })
    await once(router, 'listening')
    port = router.address().port
  }
  return port
}

function idOf(datagram: Buffer): number {
  const parsed = parseMessage(datagram)
  return parsed.ok ? parsed.message.id : -1
}

if (process.send !== undefined) {
  let delay: Delay = { leastMs: 0, mostMs: 0 }
  process.once('message', (order: SlowOrder) => {
    process.on('message', (told: Delay) => (delay = told))
    void open(order, () => delay).then((port) => process.send!(port))
  })
  process.once('disconnect', () => process.exit())
}
