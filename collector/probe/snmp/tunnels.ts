/** Interfaces that are tunnels, by IF-MIB (RFC 2863). */
import type { Varbind } from 'net-snmp'
import type { TunnelReading } from '../../domain/vpn-reading.ts'
import { walkColumn, type WalkMeans } from './column-walk.ts'
import { failed, type FailedReply } from './failure.ts'
import { columns, instance, system } from './mib.ts'
import { instanceOf, type KnownInterface } from './router-memory.ts'
import { getWithin } from './table.ts'
import { toOperStatus, toText, toUnsigned32 } from './values.ts'

/** IANAifType-MIB: ppp and tunnel; the latter is also what GRE interfaces are. */
const tunnelTypes: readonly number[] = [23, 131]

/** As systems made of Linux name what IANAifType-MIB has no type for: to their agents it is other(1). */
const tunnelName = /^(?:tun|wg|vti|ipsec|xfrm|gre)\d+$/
const other = 1

/** A router with more is no office's: it is asked for those that its links name, and for no other. */
const mostTunnels = 256
/** Interfaces without a type of their own, most of which are no tunnels. */
const mostUnclear = 256
const tunnelsPerGet = 8

/**
 * Interfaces that come and go with somebody who dials in, as RouterOS and IOS name them: nobody's line is down when
 * such a one hangs up, so that only `vpn.interface` makes it a link's tunnel.
 */
const dialledIn = /^<.+>$|^(?:Virtual-Access|Vi)\d/

export function isDialledIn({ name }: TunnelReading): boolean {
  return dialledIn.test(name)
}

/** All that is asked of an interface which is only a tunnel: its name first, as proof that the index is its own. */
export function tunnelNames(known: KnownInterface): string[] {
  return ([known.nameColumn, 'ifOperStatus', 'ifLastChange'] as const).map((column) =>
    instanceOf(known, column),
  )
}

export function readTunnel(
  name: string,
  index: number,
  { values, sysUpTimeCs }: { values: ReadonlyMap<string, Varbind>; sysUpTimeCs: number },
): TunnelReading {
  const lastChangeCs = toUnsigned32(values.get(instance('ifLastChange', index)))
  return {
    name,
    found: true,
    operStatus: toOperStatus(values.get(instance('ifOperStatus', index))),
    lastChangeCs: lastChangeCs !== null && lastChangeCs <= sysUpTimeCs ? lastChangeCs : null,
  }
}

/** A tunnel that the router does not have, now or at all. */
export function missingTunnel(name: string): TunnelReading {
  return { name, found: false, operStatus: null, lastChangeCs: null }
}

/** The tunnel interfaces of the router by their indexes, in the order of these; a failure where these would not be all. */
export async function findTunnels(
  means: WalkMeans,
  sysUpTimeCs: number,
): Promise<Map<number, TunnelReading> | FailedReply> {
  const indexes: number[] = []
  const unclear = new Set<number>()
  let tunnels = 0
  let isWhole = true
  const failure = await walkColumn(means, columns.ifType, ({ index, varbind }) => {
    const type = toUnsigned32(varbind) ?? other
    const isTunnel = tunnelTypes.includes(type)
    if (!isTunnel && type !== other) return true
    if (isTunnel) tunnels += 1
    else unclear.add(Number.parseInt(index, 10))
    indexes.push(Number.parseInt(index, 10))
    isWhole = tunnels <= mostTunnels && unclear.size <= mostUnclear
    return isWhole
  })
  if (failure !== null) return failure
  if (!isWhole) return failed('bad-answer', `it has more than ${mostTunnels} interfaces that may be tunnels`)
  // SNMPv1 fails the whole of a question for one missing name, and ifDescr no router lacks.
  const nameColumns = means.memory.isV1 ? (['ifDescr'] as const) : (['ifName', 'ifDescr'] as const)
  const found = new Map<number, TunnelReading>()
  for (let from = 0; from < indexes.length; from += tunnelsPerGet) {
    const part = indexes.slice(from, from + tunnelsPerGet)
    const names = part.flatMap((index) =>
      [...nameColumns, 'ifOperStatus' as const, 'ifLastChange' as const].map((column) =>
        instance(column, index),
      ),
    )
    const reply = await getWithin(means, [system.sysUpTime, ...names])
    if (!reply.ok) return reply
    for (const index of part) {
      const name = nameColumns
        .map((column) => toText(reply.values.get(instance(column, index))))
        .find(Boolean)
      if (name && (!unclear.has(index) || tunnelName.test(name)))
        found.set(index, readTunnel(name, index, { values: reply.values, sysUpTimeCs }))
    }
  }
  return found
}
