import { EngineClock } from './engine-clock.ts'
import type { EngineKeys } from './engine-keys.ts'

/** Who is asked, and how to know an answer of theirs. */
export interface Peer {
  /** IP literal. */
  address: string
  port: number
  /** By which its datagrams are told from those of others. */
  key: string
  keys: EngineKeys
  /** What its own answers tell of its SNMPv3 engine. */
  engineClock: EngineClock
}

export function createPeer(address: string, port: number, keys: EngineKeys): Peer {
  return { address, port, key: peerKey(address, port), keys, engineClock: new EngineClock() }
}

export function peerKey(address: string, port: number): string {
  return `${address}|${port}`
}
