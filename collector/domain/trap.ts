/** A notification that a router sent by itself (RFC 3416 §4.2.6): a reason to look now, never a state. */
export interface Trap {
  /** Epoch milliseconds, by our clock. */
  at: number
  /** Ids of the routers that it may come from: several where they share an address. */
  routers: string[]
  kind: TrapKind
  /** sysUpTime as the router told it, hundredths of a second. */
  sysUpTimeCs: number
}

export const trapKinds = [
  'coldStart',
  'warmStart',
  'linkDown',
  'linkUp',
  'bgpEstablished',
  'bgpBackwardTransition',
  'other',
] as const
export type TrapKind = (typeof trapKinds)[number]

/** A router's interfaces and sessions all fall and rise as it starts: what it tells of them is no news so soon after. */
export const noNewsAfterBootMs = 5 * 60_000

/** Whether a trap is worth a visit: what a boot explains is not, the boot itself is. */
export function isNews({ kind, sysUpTimeCs }: Pick<Trap, 'kind' | 'sysUpTimeCs'>): boolean {
  if (kind === 'other') return false
  return kind === 'coldStart' || kind === 'warmStart' || sysUpTimeCs * 10 >= noNewsAfterBootMs
}
