import type { DatedIdentity } from '../domain/reading.ts'
import type { Router } from '../domain/router.ts'
import { momentOf } from '../domain/uptime.ts'
import type { WireEndpoints, WireInterface, WireRouter } from '../serve/wire.ts'
import type { DatedUpTime, SeenEndpoints, SeenInterface, SeenRouter } from './seen-routers.ts'
import type { TrackedLink } from './tracked-link.ts'

/** A router as everybody may see it: how it is asked, by none of its secrets, and what it was last seen as. */
export function routerDetail(
  { id, address, snmp }: Router,
  links: readonly TrackedLink[],
  { state, visit, failure, interfaces, endpoints }: SeenRouter,
  identity: DatedIdentity | null,
): WireRouter {
  return {
    id,
    address,
    snmp: snmp && {
      version: snmp.version,
      port: snmp.port,
      level: snmp.level,
      authProtocol: snmp.authProtocol,
      privProtocol: snmp.privProtocol,
    },
    // Until it is asked it is what its links are told to be.
    state: snmp === null ? 'off' : (state ?? links[0]?.snmp ?? 'silent'),
    identity,
    upSince: visit && momentOf(visit, 0),
    visitedAt: visit?.at ?? null,
    failure,
    interfaces: links.flatMap(({ link }) =>
      link.interface === null
        ? []
        : interfaceDetail(link.id, link.interface, interfaces.get(link.interface) ?? null),
    ),
    endpoints: endpoints && endpointsDetail(endpoints),
  }
}

function interfaceDetail(link: string, name: string, seen: SeenInterface | null): WireInterface {
  const reading = seen?.reading
  const lastChangeCs = reading?.lastChangeCs ?? null
  return {
    link,
    name,
    found: reading?.found ?? null,
    index: reading?.index ?? null,
    operStatus: reading?.operStatus ?? null,
    speedBitsPerSecond: reading?.speedBitsPerSecond ?? null,
    lastChangeAt: seen && changedAt(seen, lastChangeCs),
    counterBits: reading?.counterBits ?? null,
    readAt: seen?.at ?? null,
  }
}

function endpointsDetail(seen: SeenEndpoints): WireEndpoints {
  const { tunnels, ipsec, sessions } = seen.found
  return {
    tunnels: tunnels.map(({ name, operStatus, lastChangeCs }) => ({
      name,
      operStatus,
      lastChangeAt: changedAt(seen, lastChangeCs),
    })),
    ipsec,
    sessions,
    readAt: seen.at,
  }
}

/** Zero says that it was before the agent started (ifLastChange, RFC 2863): no time can be told from it. */
function changedAt(seen: DatedUpTime, lastChangeCs: number | null): number | null {
  return lastChangeCs ? momentOf(seen, lastChangeCs) : null
}
