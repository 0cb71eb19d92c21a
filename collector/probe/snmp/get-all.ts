import type { Varbind } from 'net-snmp'
import type { Patience } from './exchange.ts'
import { errorStatus, type FailedReply } from './failure.ts'
import type { Arrival } from './asking.ts'
import type { RouterMemory } from './router-memory.ts'

export type Values = { ok: true; values: Map<string, Varbind>; arrival: Arrival } | FailedReply

/**
 * One GET of all names, or the fewest that the router can answer: halved on tooBig, never taken in part. An
 * SNMPv1 router fails the whole of it for one missing name, which is then left out and remembered; it is
 * asked again for the rest unless `mayGoOn` says that this has been enough. A name that it fails to read this time
 * (genErr, as of an interface that goes while it is asked) is left out of this GET alone.
 */
export async function getAll(
  memory: RouterMemory,
  names: string[],
  patience: Patience,
  mayGoOn: () => boolean = () => true,
): Promise<Values> {
  const unreadable: string[] = []
  for (;;) {
    const asked = without(names, memory.leftOut, unreadable)
    const reply = await getInParts(memory, asked, patience)
    if (reply.ok) return reply
    const failing = nameThatFails(reply, asked[0])
    const goesOn = failing !== null && unreadable.length < mostUnreadable
    if (goesOn) unreadable.push(failing)
    if ((!goesOn && !hasLearned(memory, reply, asked[0])) || !mayGoOn()) return reply
  }
}

function without(names: string[], leftOut: RouterMemory['leftOut'], unreadable: readonly string[]): string[] {
  if (leftOut.size + unreadable.length === 0) return names
  return names.filter((name) => !leftOut.has(name) && !unreadable.includes(name))
}

/** A row that goes has a few names in one GET; a router that fails at more of them fails altogether. */
const mostUnreadable = 16

/** The name at which a router failed by its own fault; not the first, without which the answer is of no use. */
function nameThatFails({ part, ...failure }: FailedPart, first: string | undefined): string | null {
  const name = part[failure.errorIndex - 1]
  return failure.errorStatus === errorStatus.genErr && name !== undefined && name !== first ? name : null
}

type FailedPart = FailedReply & { part: string[] }

async function getInParts(
  memory: RouterMemory,
  names: string[],
  patience: Patience,
): Promise<FailedPart | Extract<Values, { ok: true }>> {
  const values = new Map<string, Varbind>()
  let first: Arrival | null = null
  let from = 0
  do {
    const isOnePart = names.length <= memory.namesPerGet
    const part = isOnePart ? names : names.slice(from, from + memory.namesPerGet)
    const reply = await memory.session.ask({ kind: 'get', oids: part }, patience)
    if (!reply.ok) return { ...reply, part }
    first ??= reply.arrival
    for (const varbind of reply.varbinds) values.set(varbind.oid, varbind)
    from += part.length
  } while (from < names.length)
  return { ok: true, values, arrival: first }
}

/** Whether the failure taught how to ask better: each lesson leaves fewer names, so that they come to an end. */
function hasLearned(
  memory: RouterMemory,
  { part, ...failure }: FailedPart,
  first: string | undefined,
): boolean {
  if (failure.errorStatus === errorStatus.tooBig && part.length > 1) {
    memory.namesPerGet = Math.ceil(part.length / 2)
    return true
  }
  const missing = part[failure.errorIndex - 1]
  if (!memory.isV1 || failure.errorStatus !== errorStatus.noSuchName) return false
  // Of several names the first is the one without which the answer is of no use.
  if (missing === undefined || missing === first) return false
  memory.leftOut.add(missing)
  return true
}
