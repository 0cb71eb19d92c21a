/** What a link, or a satker, is held to be. Stored and published by exactly these words. */
export const linkStatuses = ['up', 'degraded', 'down', 'unreachable', 'unknown'] as const
export type LinkStatus = (typeof linkStatuses)[number]

/** Answering, within its limits or not: counts as available. */
export function isAvailable(status: LinkStatus): boolean {
  return status === 'up' || status === 'degraded'
}

/** Not answering, by its own fault or by that of what it hangs on. */
export function isGone(status: LinkStatus): boolean {
  return status === 'down' || status === 'unreachable'
}

/** What is wrong with a link, beside its status; a link may have several, or none. */
export const conditions = [
  'loss',
  'delay',
  'load',
  'interface-down',
  'tunnel-down',
  'session-down',
  'twin-down',
  'snmp-silent',
  'wrong-credentials',
  'identity-changed',
] as const
export type Condition = (typeof conditions)[number]

/** How a router's SNMP agent behaves: `refused` answers, but not to our credentials; `off` is not asked. */
export type SnmpState = 'answering' | 'silent' | 'refused' | 'off'

/** A believed change of status, dated at the first reading that pointed to it. Never edited, never folded. */
export interface StatusChange {
  link: string
  /** When it began, epoch milliseconds. */
  at: number
  from: LinkStatus
  /** When `from` had begun. */
  fromSince: number
  to: LinkStatus
  /** For `unreachable`: the id of the link it hangs on. */
  because: string | null
  evidence: Evidence[]
}

/** One observation on which a change rests. */
export interface Evidence {
  at: number
  what: EvidenceKind
}

export type EvidenceKind =
  | 'first-reading'
  | 'silent'
  | 'answered'
  | 'interface-down'
  | 'interface-up'
  | 'tunnel-down'
  | 'tunnel-up'
  | 'session-down'
  | 'session-up'
  | 'router-restarted'
  | 'parent-gone'
  | 'loss'
  | 'delay'
  | 'load'
  | 'within-limits'
  | 'not-watched'
  | 'cut-off'
