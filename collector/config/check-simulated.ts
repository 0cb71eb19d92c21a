/** Checks that what we are to play ourselves can be played, and that no gateway of it is asked beyond loopback. */
import { isIPv4 } from 'node:net'
import type { Router } from '../domain/router.ts'
import { isLoopback } from './address.ts'
import type { InventoryDraft, LinkDraft, RouterDraft, SimulatorDraft } from './draft.ts'
import type { Name } from './name.ts'

/** Each router on a socket of its own, and gateways, like routers, on loopback. */
export function checkSimulated(
  routers: readonly Router[],
  drafts: ReadonlyMap<string, RouterDraft>,
  { satker }: InventoryDraft,
): void {
  for (const { links } of satker) for (const link of links) checkGateway(link)
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

/** A gateway is asked by echo and IKE; a BGP peer is only the name of a row. */
function checkGateway({ vpn }: LinkDraft): void {
  const peer = vpn?.value.peer
  if (!peer || isLoopback(peer)) return
  const cure = 'write one of 127.0.0.0/8, leave it out, or disable the simulator'
  vpn.entry.complain(`its peer ${peer} is not on loopback, but simulator.enabled is true; ${cure}`)
}

/** Only what a link has can be held down. */
export function checkHeldDown(
  { tunnelDown, sessionDown }: SimulatorDraft,
  links: readonly LinkDraft[],
): void {
  const byId = new Map(links.map((link) => [link.id.text, link]))
  complainWhere(
    tunnelDown,
    hasNoTunnel,
    'no vpn.interface beside its access, so that no tunnel of it is played',
  )
  complainWhere(sessionDown, hasNoSession, 'no IPv4 vpn.bgp_peer, so that no session of it is played')

  function complainWhere(named: readonly Name[], lacks: (link: LinkDraft) => boolean, what: string): void {
    for (const { text, entry } of named) {
      const link = byId.get(text)
      if (link && lacks(link)) entry.complain(`${text} has ${what}; add it, or name another`)
    }
  }
}

function hasNoTunnel({ vpn, interface: access }: LinkDraft): boolean {
  const tunnel = vpn?.value.interface ?? null
  return tunnel === null || tunnel === access
}

function hasNoSession({ vpn }: LinkDraft): boolean {
  const peer = vpn?.value.bgpPeer ?? null
  return peer === null || !isIPv4(peer)
}
