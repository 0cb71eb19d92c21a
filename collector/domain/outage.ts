import type { Evidence } from './status.ts'

/** A period in which a link did not answer. At most one is open per link. */
export interface Outage {
  id: number
  link: string
  satker: string
  status: 'down' | 'unreachable'
  /** Epoch milliseconds: the first reading that pointed to it. */
  began: number
  /** Null while it is open. */
  ended: number | null
  /** How much of it nobody watched; not counted as downtime. */
  unwatchedMs: number
  /** For `unreachable`: the id of the outage it hangs on. */
  because: number | null
  evidence: Evidence[]
}
