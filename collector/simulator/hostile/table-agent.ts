/** A script that answers GET, GETNEXT and GETBULK from a table, as an honest agent would. */
import { tags } from '../../probe/snmp/ber.ts'
import { answer, integer, text, tlv, type PduParts, type Value, type Varbind } from './forge.ts'
import type { Request, Script } from './hostile-agent.ts'
import { instance, system } from '../../probe/snmp/mib.ts'
import { versions } from '../../probe/snmp/message.ts'

export type Table = Map<string, Value>

const noSuchInstance = tlv(tags.noSuchInstance)
const endOfMibView = tlv(tags.endOfMibView)

/** What an honest agent would say, of whatever version. */
export interface Said extends PduParts {
  varbinds: Varbind[]
}

export function fromTable(table: Table): Script {
  return (request) => {
    const { varbinds, ...parts } = lookUp(table, request)
    return [answer(request, varbinds, parts)]
  }
}

export function lookUp(table: Table, request: Request): Said {
  const isV1 = request.version === versions.v1
  if (request.type === tags.getRequest) {
    const missing = request.oids.findIndex((oid) => !table.has(oid))
    const varbinds = request.oids.map((oid): Varbind => [oid, table.get(oid) ?? noSuchInstance])
    if (!isV1 || missing < 0) return { varbinds }
    const empty = request.oids.map((oid): Varbind => [oid, tlv(tags.null)])
    return { varbinds: empty, errorStatus: 2, errorIndex: missing + 1 }
  }
  const [from = ''] = request.oids
  const following = [...table.keys()]
    .filter((oid) => isAfter(oid, from))
    .sort((a, b) => (isAfter(a, b) ? 1 : -1))
  if (following.length === 0)
    return isV1
      ? { varbinds: [[from, tlv(tags.null)]], errorStatus: 2, errorIndex: 1 }
      : { varbinds: [[from, endOfMibView]] }
  const most = request.type === tags.getBulkRequest ? request.maxRepetitions : 1
  return { varbinds: following.slice(0, most).map((oid): Varbind => [oid, table.get(oid)!]) }
}

/** A router of the given interfaces, from index 1; a name null is a gap in the indexes. */
export function tableOf(names: (string | null)[], sysUpTimeCs: number = 100_000): Table {
  const table: Table = new Map([
    [system.sysDescr, text('perangkat uji')],
    [system.sysObjectId, tlv(tags.oid, Buffer.from([0x2b, 6, 1, 4, 1]))],
    [system.sysUpTime, integer(sysUpTimeCs, tags.timeTicks)],
    [system.sysName, text('rtr-uji')],
  ])
  for (const [at, name] of names.entries()) {
    if (name === null) continue
    const index = at + 1
    table.set(instance('ifName', index), text(name))
    table.set(instance('ifDescr', index), text(`antarmuka ${index}`))
    table.set(instance('ifAlias', index), text(`ke ${name}`))
    table.set(instance('ifOperStatus', index), integer(1))
    table.set(instance('ifHcInOctets', index), tlv(tags.counter64, Buffer.from([index, 0])))
    table.set(instance('ifHcOutOctets', index), tlv(tags.counter64, Buffer.from([index, 1])))
    table.set(instance('ifInOctets', index), integer(index * 10, tags.counter32))
    table.set(instance('ifOutOctets', index), integer(index * 10 + 1, tags.counter32))
    for (const column of ['ifInErrors', 'ifOutErrors', 'ifInDiscards', 'ifOutDiscards'] as const)
      table.set(instance(column, index), integer(0, tags.counter32))
    table.set(instance('ifHighSpeed', index), integer(100, tags.gauge32))
    table.set(instance('ifSpeed', index), integer(100_000_000, tags.gauge32))
    table.set(instance('ifLastChange', index), integer(500, tags.timeTicks))
    table.set(instance('ifCounterDiscontinuityTime', index), integer(0, tags.timeTicks))
  }
  return table
}

function isAfter(oid: string, before: string): boolean {
  const a = oid.split('.').map(Number)
  const b = before.split('.').map(Number)
  const at = a.findIndex((number, index) => number !== b[index])
  return at >= 0 && (b[at] === undefined || a[at]! > b[at])
}
