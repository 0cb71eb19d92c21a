import type { Echoes, InterfaceReading, RouterIdentity, Visit } from '../domain/reading.ts'
import type { Router } from '../domain/router.ts'
import type { RouterEndpoints, VpnReading } from '../domain/vpn-reading.ts'
import type { IcmpProbe } from '../probe/icmp/icmp-probe.ts'
import type { IkeProbe } from '../probe/ike/ike-probe.ts'
import type { SnmpProbe } from '../probe/snmp/snmp-probe.ts'
import type { WantedLink } from '../probe/snmp/visit.ts'

export const startOfStage = Date.UTC(2026, 10, 22, 1, 0, 0)

/** A network as it is at this moment: the tests turn its knobs. */
export interface World {
  /** Addresses that do not answer. */
  silent: Set<string>
  /** Routers whose agent does not answer. */
  agentSilent: Set<string>
  /** Routers whose agent refuses our credentials. */
  agentRefusing: Set<string>
  /** Links whose interface is down. */
  interfaceDown: Set<string>
  /** When the interfaces last changed, by sysUpTime. */
  lastChangeCs: number
  /** When the agents of all routers started. */
  agentsStartedAt: number
  /** What a visit reads of tunnels and sessions, by link; and of a router as a whole. */
  vpn: Map<string, VpnReading>
  found: RouterEndpoints | null
  /** What was last wanted of a visit, by link. */
  wanted: Map<string, WantedLink>
  /** Gateways that answer IKE, as `address port`. */
  ikeAnswering: Set<string>
  /** What the routers say they are, with each visit. */
  identity: RouterIdentity | null
  /** How long a burst takes; the first echo is answered or lost at once. */
  burstMs: number
  /** How long agents take to answer a visit. */
  visitMs: number
  /** How often each router was tried in its last visit; undefined: as often as its settings say. */
  tries: Map<string, number | undefined>
  /** What each link carries. */
  bitsPerSecond: number
  /** Whether echoes take the time that they take, so that sweeps overlap. */
  takesTime: boolean
  asked: string[]
}

export function icmpOf(world: World): IcmpProbe {
  return {
    by: 'fping',
    advice: () => null,
    ask: async (addresses, count, { periodMs, timeoutMs }) => {
      world.asked.push(...addresses)
      if (count > 1 && world.burstMs > 0) await new Promise((resolve) => setTimeout(resolve, world.burstMs))
      const isAnyLost = addresses.some((address) => world.silent.has(address))
      const tookMs = (count - 1) * periodMs + (isAnyLost ? timeoutMs : 0)
      if (world.takesTime) await new Promise((resolve) => setTimeout(resolve, tookMs))
      const rttsMs = (address: string): Echoes['rttsMs'] =>
        Array.from({ length: count }, () => (world.silent.has(address) ? null : 10))
      return new Map(addresses.map((address) => [address, rttsMs(address)]))
    },
    close: async () => {},
  }
}

export function ikeOf(world: World): IkeProbe {
  return {
    ask: async (address, port) => {
      world.asked.push(`${address} ${port}`)
      return world.ikeAnswering.has(`${address} ${port}`)
        ? { ok: true, value: { at: Date.now(), rttMs: 12 } }
        : { ok: false, why: 'timeout', detail: 'no answer' }
    },
    refused: () => ({}),
    close: async () => {},
  }
}

export function snmpOf(world: World): SnmpProbe {
  const timeout = { ok: false, why: 'timeout', detail: 'no answer' } as const
  const isSilent = ({ router }: { router: Router }): boolean =>
    world.silent.has(router.address) || world.agentSilent.has(router.id)
  return {
    ask: async (target) => {
      if (isSilent(target)) return timeout
      return {
        ok: true,
        value: { at: Date.now(), monotonicMs: performance.now(), rttMs: 12, sysUpTimeCs: upTimeCs(world) },
      }
    },
    visit: async (target, wanted, tries) => {
      for (const one of wanted) world.wanted.set(one.link, one)
      world.tries.set(target.router.id, tries)
      if (world.visitMs > 0) await new Promise((resolve) => setTimeout(resolve, world.visitMs))
      if (isSilent(target)) return timeout
      if (world.agentRefusing.has(target.router.id))
        return { ok: false, why: 'wrong-credentials', detail: 'not ours' }
      const read = wanted.filter(({ name }) => name !== null)
      const interfaces = new Map(read.map(({ link: id }) => [id, interfaceOf(id, world)]))
      const visit: Visit = {
        at: Date.now(),
        monotonicMs: performance.now(),
        sysUpTimeCs: upTimeCs(world),
        rttMs: 12,
        interfaces,
        vpn: new Map(wanted.flatMap(({ link: id }) => (world.vpn.has(id) ? [[id, world.vpn.get(id)!]] : []))),
        found: world.found,
        identity: world.identity,
      }
      return { ok: true, value: visit }
    },
    engineOf: () => null,
    forget: () => {},
    inFlight: () => 0,
    refused: () => ({}),
    close: async () => {},
  }
}

function upTimeCs(world: World): number {
  return Math.round((Date.now() - world.agentsStartedAt) / 10)
}

function interfaceOf(id: string, world: World): InterfaceReading {
  const octets = BigInt(Math.round((world.bitsPerSecond / 8) * ((Date.now() - startOfStage) / 1000)))
  return {
    found: true,
    index: 2,
    name: 'wan0',
    operStatus: world.interfaceDown.has(id) ? 'lowerLayerDown' : 'up',
    counterBits: 64,
    inOctets: octets,
    outOctets: octets / 10n,
    inErrors: 0,
    outErrors: 0,
    inDiscards: 0,
    outDiscards: 0,
    speedBitsPerSecond: 1_000_000_000,
    lastChangeCs: world.lastChangeCs,
    discontinuityCs: 0,
  }
}
