import type { Refused } from './admit.ts'

/** The moment of an answer, read once as it comes in. */
export interface Arrival {
  at: number
  monotonicMs: number
  rttMs: number
}

/** One question on its way, as the gate tells it what happens to it. */
export interface Asking {
  /** Whether one more datagram may be sent for it. */
  maySend(): boolean
  /** One was sent, under this id. */
  sent(id: number): void
  /** An answer that is no Report is about to be read. */
  arrived(arrival: Arrival, errorIndex: number): void
  /** Whether one more Report is taken for it; `reported` is the name of the counter that it carries. */
  mayReport(reported: string | null): boolean
  refused(refused: Refused): void
  /** Nothing more will come of it: a send that failed, a library that threw, a gate that closes. */
  failed(error: unknown): void
}
