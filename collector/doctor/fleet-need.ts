import type { Network, Retention } from '../domain/network.ts'

/** What of a fleet says how much of a machine it needs. */
export interface FleetNeed {
  satker: number
  links: number
  /** Routers that are visited. */
  routers: number
  /** Distinct addresses that get an echo in each sweep, or while something is silent. */
  echoed: number
  /** Routers that are asked by SNMP in each sweep as well. */
  sweptBySnmp: number
  sweepMs: number
  visitMs: number
  retention: Retention
  /** Of the centre and of every satker, each once. */
  zones: string[]
  /** Where the simulator plays routers; empty where it is off. */
  played: { address: string; port: number }[]
}

/** How many browsers a machine should have room for. */
export const browsersToExpect = 1_000

export function needOf(network: Network): FleetNeed {
  const { links, satker, icmp, simulator } = network
  const visited = network.routers.filter((router) => router.snmp !== null)
  const ofRouters = new Set(visited.map(({ id }) => id))
  return {
    satker: satker.length,
    links: links.length,
    routers: visited.length,
    echoed: echoedIn(network).size,
    sweptBySnmp: new Set(
      links.flatMap(({ reach, router }) => (reach === 'snmp' && ofRouters.has(router) ? router : [])),
    ).size,
    sweepMs: icmp.everyMs,
    visitMs: network.snmpEveryMs,
    retention: network.retention,
    zones: [...new Set([network.timezone, ...satker.map(({ timezone }) => timezone)])],
    played: simulator.enabled
      ? visited.flatMap(({ address, snmp }) => (snmp === null ? [] : { address, port: snmp.port }))
      : [],
  }
}

function echoedIn({ links, collector }: Network): Set<string> {
  const ends = links.flatMap(({ reach, endpoint }) => (reach === 'snmp' ? [] : endpoint))
  const gateways = links.flatMap(({ vpn }) => vpn?.peer ?? [])
  return new Set([...ends, ...gateways, ...collector.reference])
}

/** Answers by SNMP that come in each second. */
export function answersASecond({ routers, sweptBySnmp, sweepMs, visitMs }: FleetNeed): number {
  return routers / (visitMs / 1_000) + sweptBySnmp / (sweepMs / 1_000)
}
