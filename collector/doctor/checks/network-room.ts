import { act, type Finding, note, well } from '../finding.ts'
import { bytes, whole } from '../figure.ts'
import { mostInARun } from '../../probe/icmp/fping.ts'
import { answersASecond, type FleetNeed } from '../fleet-need.ts'

/** As the kernel has them; null where they cannot be read. */
export interface NetworkRoomFacts {
  rmemMax: number | null
  rmemDefault: number | null
  /** The first and the last port that are given to whoever asks for any. */
  ports: [number, number] | null
  /** Null where connections are not tracked. */
  conntrack: { most: number; count: number } | null
}

/** The collector asks for this much in each of its two sockets; the kernel gives twice what it grants. */
const askedBytes = 4 * 1024 * 1024
/** What one answer occupies there: a datagram of some hundred bytes, with what the kernel keeps beside it. */
const answerBytes = 2_304
/** For a whole run of echoes, whatever the network card. */
const enoughBytes = 2 ** 20
/** Sockets for SNMP and IKE, of IPv4 and IPv6, and what a restart leaves behind. */
const portsNeeded = 64

export function checkNetworkRoom(facts: NetworkRoomFacts, need: FleetNeed): Finding[] {
  const buffers = [checkBuffer(facts, need), checkEchoBuffer(facts, need)]
  return [...buffers, checkPorts(facts), checkConntrack(facts, need)]
}

function checkBuffer({ rmemMax, rmemDefault }: NetworkRoomFacts, need: FleetNeed): Finding {
  const what = 'UDP buffer'
  if (rmemMax === null) return note(what, 'net.core.rmem_max cannot be read here')
  const roomBytes = Math.max(2 * Math.min(askedBytes, rmemMax), rmemDefault ?? 0)
  // Two seconds of them: the first visits ask several times, and a busy second of ours must lose nothing.
  const neededBytes = 2 * answersASecond(need) * answerBytes
  const found = `room for ${bytes(roomBytes)} of answers that wait to be read; two seconds of this fleet's are ${bytes(neededBytes)}`
  if (roomBytes >= neededBytes) return well(what, found)
  return act(
    what,
    found,
    `echo net.core.rmem_max=${askedBytes} > /etc/sysctl.d/60-satker-connected.conf && sysctl --system`,
  )
}

/** fping takes the room that the kernel gives without being asked, and a run of echoes may be answered all at once. */
function checkEchoBuffer({ rmemDefault }: NetworkRoomFacts, { echoed, sweepMs }: FleetNeed): Finding {
  const what = 'ICMP buffer'
  if (echoed === 0) return well(what, 'not needed: no address is asked by echo')
  if (rmemDefault === null) return note(what, 'net.core.rmem_default cannot be read here')
  const atOnce = Math.min(mostInARun, Math.ceil(echoed / (sweepMs / 1_000)))
  const neededBytes = atOnce * answerBytes
  const found = `room for ${bytes(rmemDefault)} of echoes that wait to be read; ${whole(atOnce)} that come back at once are up to ${bytes(neededBytes)}`
  if (rmemDefault >= neededBytes) return well(what, found)
  return note(
    what,
    `${found}, so that on a busy machine an echo may be called lost that was not`,
    `echo net.core.rmem_default=${enoughBytes} > /etc/sysctl.d/61-satker-connected.conf && sysctl --system`,
  )
}

function checkPorts({ ports }: NetworkRoomFacts): Finding {
  const what = 'ports'
  if (ports === null) return note(what, 'net.ipv4.ip_local_port_range cannot be read here')
  const count = ports[1] - ports[0] + 1
  const found = `${whole(count)} to ask from; all routers are asked through two, one for each version of IP`
  if (count >= portsNeeded) return well(what, found)
  return act(what, found, "sysctl -w net.ipv4.ip_local_port_range='32768 60999'")
}

function checkConntrack({ conntrack }: NetworkRoomFacts, { routers, echoed }: FleetNeed): Finding {
  const what = 'connection tracking'
  if (conntrack === null) return well(what, 'off: nothing that is asked takes up room in the firewall')
  const needed = 2 * (routers + echoed)
  const free = conntrack.most - conntrack.count
  const found = `room for ${whole(free)} more of ${whole(conntrack.most)}; this fleet takes up to ${whole(needed)}`
  if (free >= needed) return well(what, found)
  return act(what, found, `sysctl -w net.netfilter.nf_conntrack_max=${conntrack.count + 2 * needed}`)
}
