import type { ReceiverOrder } from './receiver-messages.ts'
import type { Unheard } from './open-sockets.ts'

/** What stands in the way of hearing traps, and what would be right, for whoever reads the log. */
export function cureOf(
  { port, code }: Unheard,
  { address, ports }: ReceiverOrder,
): { event: string; cure: string } {
  const tried = ports.join(' or ')
  if (code === 'EADDRINUSE') {
    const cure = `another program listens at UDP port ${tried}: end it, or choose another by --trap-port, or off`
    return { event: 'trap-port-in-use', cure }
  }
  if (code === 'EACCES') {
    const cure = `UDP port ${port} needs the capability CAP_NET_BIND_SERVICE: give it, or choose one above 1023`
    return { event: 'trap-cannot-listen', cure }
  }
  if (code === 'EADDRNOTAVAIL') {
    const cure = `this machine has no address ${address}: name one of its own by --trap-listen, or leave it out`
    return { event: 'trap-cannot-listen', cure }
  }
  return { event: 'trap-cannot-listen', cure: `the system says ${code} of UDP port ${tried}` }
}
