/** Checks that routers which we are to play ourselves can be: each on loopback, and on a socket of its own. */
import type { Router } from '../domain/router.ts'
import { isLoopback } from './address.ts'
import type { RouterDraft } from './draft.ts'

export function checkSimulated(routers: readonly Router[], drafts: ReadonlyMap<string, RouterDraft>): void {
  const taken = new Map<string, string>()
  for (const { id, address, snmp } of routers) {
    const entry = drafts.get(id)?.address.entry
    if (!entry || address === '') continue
    if (!isLoopback(address)) {
      entry.complain(
        `${address} is not on loopback, but simulator.enabled is true; write one of 127.0.0.0/8, or disable the simulator`,
      )
    }
    if (!snmp) continue
    const socket = `${address} port ${snmp.port}`
    const other = taken.get(socket)
    if (other !== undefined) {
      entry.complain(
        `has the socket of router ${other}, ${socket}; simulated routers need an address or snmp.port each`,
      )
    }
    taken.set(socket, id)
  }
}
