/** Agents keep the row of an interface that is gone for a while, as down, beside that of the one made anew. */
import type { Varbind } from 'net-snmp'
import { isOperationallyDown } from '../../domain/interface-state.ts'
import { walkColumn, type WalkMeans } from './column-walk.ts'
import { columns, instance } from './mib.ts'
import type { KnownInterface, RouterMemory } from './router-memory.ts'
import { getWithin } from './table.ts'
import { toOperStatus, toText } from './values.ts'

/** With as many interfaces as before there is rarely another row: a link that is down for days must not cost a walk a visit. */
const lookAgainMs = 10 * 60_000
const mostRows = 8

/** Takes in which of the interfaces just read are down; of those another row may be the one that lives. */
export function noteFallen(
  memory: RouterMemory,
  read: readonly [string, KnownInterface][],
  values: ReadonlyMap<string, Varbind>,
): void {
  memory.fallen = new Set(read.filter(([, known]) => isDown(values, known.index)).map(([name]) => name))
  for (const name of memory.otherRowsAtMs.keys())
    if (!memory.fallen.has(name)) memory.otherRowsAtMs.delete(name)
}

/** The names whose other rows are looked for now. */
export function namesToDoubt({ fallen, otherRowsAtMs }: RouterMemory, nowMs: number): string[] {
  return [...fallen].filter((name) => (otherRowsAtMs.get(name) ?? nowMs) <= nowMs)
}

/**
 * Looks for another row of the same name that is up, and remembers it in place of the one that is down; of several
 * the lowest index. Answers whether any was found.
 */
export async function takeRowsThatAreUp(means: WalkMeans, names: readonly string[]): Promise<boolean> {
  const { memory, clock } = means
  let hasFound = false
  for (const name of names) {
    memory.otherRowsAtMs.set(name, clock.monotonicMs() + lookAgainMs)
    const known = memory.interfaces.get(name)
    if (known === undefined) continue
    const index = await rowThatIsUp(means, name, known)
    if (index === null) continue
    memory.interfaces.set(name, { ...known, index })
    hasFound = true
  }
  return hasFound
}

async function rowThatIsUp(means: WalkMeans, name: string, known: KnownInterface): Promise<number | null> {
  const others: number[] = []
  const failure = await walkColumn(means, columns[known.nameColumn], ({ index, varbind }) => {
    const place = Number.parseInt(index, 10)
    if (place !== known.index && toText(varbind) === name) others.push(place)
    return others.length < mostRows
  })
  if (failure !== null || others.length === 0) return null
  const reply = await getWithin(
    means,
    others.map((index) => instance('ifOperStatus', index)),
  )
  if (!reply.ok) return null
  return (
    others.find((index) => toOperStatus(reply.values.get(instance('ifOperStatus', index))) === 'up') ?? null
  )
}

function isDown(values: ReadonlyMap<string, Varbind>, index: number): boolean {
  const operStatus = toOperStatus(values.get(instance('ifOperStatus', index)))
  return operStatus !== null && isOperationallyDown(operStatus)
}
