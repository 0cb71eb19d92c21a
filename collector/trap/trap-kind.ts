import type { TrapKind } from '../domain/trap.ts'

/**
 * By snmpTrapOID: RFC 3418 §2 for the first four. The two of BGP are told under three names: RFC 4273's, the one that
 * it replaced, and that one as SNMPv1 carries it (RFC 3584 §3.1).
 */
const kinds: ReadonlyMap<string, TrapKind> = new Map([
  ['1.3.6.1.6.3.1.1.5.1', 'coldStart'],
  ['1.3.6.1.6.3.1.1.5.2', 'warmStart'],
  ['1.3.6.1.6.3.1.1.5.3', 'linkDown'],
  ['1.3.6.1.6.3.1.1.5.4', 'linkUp'],
  ['1.3.6.1.2.1.15.0.1', 'bgpEstablished'],
  ['1.3.6.1.2.1.15.7.1', 'bgpEstablished'],
  ['1.3.6.1.2.1.15.7.0.1', 'bgpEstablished'],
  ['1.3.6.1.2.1.15.0.2', 'bgpBackwardTransition'],
  ['1.3.6.1.2.1.15.7.2', 'bgpBackwardTransition'],
  ['1.3.6.1.2.1.15.7.0.2', 'bgpBackwardTransition'],
])

export function kindOf(name: string): TrapKind {
  return kinds.get(name) ?? 'other'
}
