/** What the receiver's thread and the collector tell each other: plain values. */
import type { Trap } from '../domain/trap.ts'
import type { EngineTold } from './engine-news.ts'
import type { Enrolment } from './enrolment.ts'
import type { Unheard } from './open-sockets.ts'

export interface ReceiverOrder {
  /** IP literal; null: every address of this machine. */
  address: string | null
  /** The first that can be had; 0: any that is free. */
  ports: readonly number[]
}

export type ToReceiver =
  { kind: 'enrol'; enrolments: Enrolment[] } | { kind: 'engines'; engines: EngineTold[] }

export type FromReceiver =
  | { kind: 'listening'; address: string; port: number }
  | { kind: 'not-listening'; why: Unheard }
  | { kind: 'trap'; trap: Trap }
  /** Since the last that was told. */
  | { kind: 'counts'; counts: TrapCounts }
  /** Something that should never happen, at most one a minute. */
  | { kind: 'bug'; error: string }

export interface TrapCounts {
  received: number
  /** Genuine and worth a visit. */
  accepted: number
  /** Genuine and not worth one. */
  ignored: number
  keysDerived: number
  refused: Record<string, number>
}

export function noCounts(): TrapCounts {
  return { received: 0, accepted: 0, ignored: 0, keysDerived: 0, refused: {} }
}
