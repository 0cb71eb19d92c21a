/** BGP4-MIB (RFC 4273), which knows peers by their IPv4 address alone: of an IPv6 session nothing is read. */
import { isIPv4 } from 'node:net'
import type { Varbind } from 'net-snmp'
import { bgpStates, type SessionReading } from '../../domain/vpn-reading.ts'
import { tags } from './ber.ts'
import type { WalkMeans } from './column-walk.ts'
import { failed, type FailedReply } from './failure.ts'
import type { RouterMemory } from './router-memory.ts'
import { readTable } from './table.ts'
import { toUnsigned32 } from './values.ts'

const bgp = '1.3.6.1.2.1.15'
const peerEntry = `${bgp}.3.1`
const columns = {
  bgpPeerState: `${peerEntry}.2`,
  bgpPeerAdminStatus: `${peerEntry}.3`,
  bgpPeerFsmEstablishedTime: `${peerEntry}.16`,
} as const

/** What every router has that has this MIB. */
export const bgpLocalAs = `${bgp}.2.0`

/** A router with more is no office's: it is asked for those that its links name, and for no other. */
const mostSessions = 256

/** Beyond it a time is no time: it would be 68 years. */
const longestSeconds = 2 ** 31

/** All that is asked of a session. Where SNMPv1 refused its state, the rest is refused as well. */
export function sessionNames({ leftOut }: RouterMemory, peer: string): string[] {
  if (!isIPv4(peer)) return []
  const names = Object.values(columns).map((column) => `${column}.${peer}`)
  return leftOut.has(stateName(peer)) ? [] : names
}

/** Asks an SNMPv1 router anew for a session that it did not have. */
export function retrySession({ leftOut }: RouterMemory, peer: string): void {
  for (const column of Object.values(columns)) leftOut.delete(`${column}.${peer}`)
}

/** Null where nothing is said of sessions at all, or only nonsense: that is not yet a peer that is gone. */
export function readSession(
  { values, leftOut }: { values: ReadonlyMap<string, Varbind>; leftOut: ReadonlySet<string> },
  peer: string,
): SessionReading | null {
  if (!isIPv4(peer)) return null
  const value = (column: keyof typeof columns): Varbind | undefined =>
    values.get(`${columns[column]}.${peer}`)
  const state = value('bgpPeerState')
  const isGone = state === undefined ? leftOut.has(stateName(peer)) : state.type === tags.noSuchInstance
  if (isGone) return { peer, state: null, isStopped: false, establishedSeconds: null }
  return sessionOf(peer, state, value('bgpPeerAdminStatus'), value('bgpPeerFsmEstablishedTime'))
}

/** The sessions of the router, in the order of their addresses; a failure where these would not be all. */
export async function findSessions(means: WalkMeans): Promise<SessionReading[] | FailedReply> {
  const table = await readTable(means, Object.values(columns), mostSessions)
  if (!table.ok) return table
  if (!table.isWhole) return failed('bad-answer', `it has more than ${mostSessions} BGP sessions`)
  const sessions = [...table.rows].flatMap(
    ([peer, [state, adminStatus, time]]) =>
      (isIPv4(peer) ? sessionOf(peer, state, adminStatus, time) : null) ?? [],
  )
  const isAll = sessions.length === table.rows.size
  return isAll ? sessions : failed('bad-answer', 'a BGP session of it cannot be read')
}

function stateName(peer: string): string {
  return `${columns.bgpPeerState}.${peer}`
}

function sessionOf(
  peer: string,
  stateValue: Varbind | undefined,
  adminStatus: Varbind | undefined,
  time: Varbind | undefined,
): SessionReading | null {
  const state = bgpStates[(toUnsigned32(stateValue) ?? 0) - 1]
  if (state === undefined) return null
  const seconds = toUnsigned32(time)
  return {
    peer,
    state,
    isStopped: toUnsigned32(adminStatus) === 1,
    establishedSeconds: seconds !== null && seconds < longestSeconds ? seconds : null,
  }
}
