import { isOperationallyDown } from './interface-state.ts'
import { afterSight, type Sign } from './sign.ts'
import { momentOf } from './uptime.ts'
import type { IpsecReading, TunnelReading } from './vpn-reading.ts'

/** When a visit was, by our clock and by the router's. */
export interface Visited {
  at: number
  sysUpTimeCs: number
  /** Whether the answer came in fast enough for the router's clock to date anything. */
  isDated: boolean
}

/** What was known of a thing before it was first read. */
export interface Acquaintance {
  /** By devices.yaml, or by the history. */
  isNamed: boolean
  /** An earlier run of the collector saw it. */
  wasThere: boolean
}

/** What the tunnel's own interface says. */
export interface TunnelBelief {
  sign: Sign | null
  /** Names that were found on the router: one of them that is missing is gone, and not misspelt. */
  found: readonly string[]
}

/** What the router's table of IPsec tunnels says. */
export interface IpsecBelief {
  /** Address of the gateway that it last told of. */
  remote: string
  sign: Sign | null
  /** When the table first had no tunnel to a gateway that it never had one to. */
  missingFrom: number | null
}

/**
 * Of several interfaces one that is up is enough, and all must be down: which of them carries the link is not known.
 * One that was never found says nothing, unless an earlier run had it (`wasThere`); and neither does one that nobody
 * named (`isNamed`) while it was never up: it may be a tunnel that nobody uses.
 */
export function afterTunnels(
  before: TunnelBelief | null,
  tunnels: readonly TunnelReading[],
  visited: Visited,
  { isNamed, wasThere }: Acquaintance,
): TunnelBelief | null {
  if (tunnels.length === 0) return before
  const known = before?.found ?? []
  const found = [...new Set([...known, ...tunnels.flatMap((one) => (one.found || wasThere ? one.name : []))])]
  const said = tunnels.flatMap((one) => {
    if (!one.found) return found.includes(one.name) ? { isUp: false, told: null } : []
    if (one.operStatus === null) return []
    return { isUp: !isOperationallyDown(one.operStatus), told: changedAt(visited, one.lastChangeCs) }
  })
  const sign = before?.sign ?? null
  const isUp = said.some((one) => one.isUp)
  if (said.length === 0 || (!isUp && sign === null && !isNamed)) return { sign, found }
  const told = said.filter((one) => one.isUp === isUp).map((one) => one.told)
  // Up with the first that came up, down with the last that fell.
  const dates = told.filter((one) => one !== null)
  const date = dates.length < told.length ? null : isUp ? Math.min(...dates) : Math.max(...dates)
  return { sign: afterSight(sign, isUp, visited.at, date), found }
}

/** Zero is before the agent started (ifLastChange, RFC 2863): no time can be told from it. */
function changedAt(visited: Visited, lastChangeCs: number | null): number | null {
  return lastChangeCs && visited.isDated ? Math.round(momentOf(visited, lastChangeCs)) : null
}

/** A gateway that the table never had a tunnel to is down only once it was read so twice: it may just be coming up. */
export function afterIpsec(
  before: IpsecBelief | null,
  reading: IpsecReading | null,
  { at }: Visited,
): IpsecBelief | null {
  if (reading === null) return before
  const sign = before?.sign ?? null
  const { remote } = reading
  if (reading.isUp) {
    const { activeSeconds } = reading
    // Of one that was not seen down it says no more than when the keys were last changed.
    const told = activeSeconds === null || sign?.isUp !== false ? null : at - activeSeconds * 1000
    return { remote, sign: afterSight(sign, true, at, told), missingFrom: null }
  }
  const missingFrom = before?.missingFrom ?? null
  if (sign === null && missingFrom === null) return { remote, sign, missingFrom: at }
  return { remote, sign: afterSight(sign, false, at, sign === null ? missingFrom : null), missingFrom }
}
