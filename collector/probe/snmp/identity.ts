import type { RouterIdentity } from '../../domain/reading.ts'
import type { Patience } from './exchange.ts'
import { getAll } from './get-all.ts'
import { system } from './mib.ts'
import type { RouterMemory } from './router-memory.ts'
import { toOid, toText } from './values.ts'

const enterprises = '1.3.6.1.4.1.'

/** The vendor's number in a sysObjectID; null where it has none. */
export function enterpriseIn(sysObjectId: string | null): number | null {
  if (!sysObjectId?.startsWith(enterprises)) return null
  const number = Number.parseInt(sysObjectId.slice(enterprises.length), 10)
  return Number.isNaN(number) ? null : number
}

/** What the router says it is; null where it did not say, to be asked again with the next visit. */
export async function readIdentity(memory: RouterMemory, patience: Patience): Promise<RouterIdentity | null> {
  const names = [system.sysUpTime, system.sysDescr, system.sysObjectId, system.sysName]
  const reply = await getAll(memory, names, { ...patience, tries: 1 })
  if (!reply.ok) return null
  return {
    sysDescr: toText(reply.values.get(system.sysDescr)),
    sysObjectId: toOid(reply.values.get(system.sysObjectId)),
    sysName: toText(reply.values.get(system.sysName)),
  }
}
