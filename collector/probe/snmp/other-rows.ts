/** Agents keep the row of an interface that is gone for a while, as down, beside that of the one made anew. */
import type { Varbind } from 'net-snmp'
import { isOperationallyDown } from '../../domain/interface-state.ts'
import { walkColumn, type WalkMeans } from './column-walk.ts'
import { columns, instance } from './mib.ts'
import { instanceOf, type KnownInterface, type RouterMemory } from './router-memory.ts'
import { getWithin } from './table.ts'
import { toOperStatus, toText } from './values.ts'

/** With as many interfaces as before there is rarely another row: a link that is down for days must not cost a walk a visit. */
const lookAgainMs = 10 * 60_000
/** Of all names together; a row that is gone rarely stays for long. */
const mostRows = 128

/** Takes in which of the interfaces just read are down; of those another row may be the one that lives. */
export function noteFallen(
  memory: RouterMemory,
  read: readonly [string, KnownInterface][],
  values: ReadonlyMap<string, Varbind>,
): void {
  const fallen = read.filter(([, known]) => isDown(values, known))
  memory.fallen.clear()
  for (const [name] of fallen) memory.fallen.add(name)
  for (const name of memory.otherRowsAtMs.keys())
    if (!memory.fallen.has(name)) memory.otherRowsAtMs.delete(name)
}

/** The names whose other rows are looked for now. */
export function namesToDoubt({ fallen, otherRowsAtMs }: RouterMemory, nowMs: number): string[] {
  return [...fallen].filter((name) => (otherRowsAtMs.get(name) ?? nowMs) <= nowMs)
}

/**
 * Looks for another row of the same name that is up, and remembers it in place of the one that is down; of several
 * the lowest index. Answers whether any was found. All names cost one walk, or a hub that loses all its tunnels at
 * once would be asked for nothing else.
 */
export async function takeRowsThatAreUp(means: WalkMeans, names: readonly string[]): Promise<boolean> {
  if (names.length === 0) return false
  const { memory, clock } = means
  for (const name of names) memory.otherRowsAtMs.set(name, clock.monotonicMs() + lookAgainMs)
  const doubted = names.flatMap((name): [string, KnownInterface][] => {
    const known = memory.interfaces.get(name)
    return known === undefined ? [] : [[name, known]]
  })
  let hasFound = false
  for (const [nameColumn, those] of Map.groupBy(doubted, ([, known]) => known.nameColumn)) {
    for (const [name, index] of await rowsThatAreUp(means, nameColumn, new Map(those))) {
      memory.interfaces.set(name, { nameColumn, index })
      hasFound = true
    }
  }
  return hasFound
}

async function rowsThatAreUp(
  means: WalkMeans,
  nameColumn: KnownInterface['nameColumn'],
  doubted: ReadonlyMap<string, KnownInterface>,
): Promise<Map<string, number>> {
  const others: { name: string; index: number }[] = []
  const failure = await walkColumn(means, columns[nameColumn], ({ index, varbind }) => {
    const place = Number.parseInt(index, 10)
    const name = toText(varbind)
    const known = name === null ? undefined : doubted.get(name)
    if (name !== null && known !== undefined && known.index !== place) others.push({ name, index: place })
    return others.length < mostRows
  })
  const up = new Map<string, number>()
  if (failure !== null || others.length === 0) return up
  const reply = await getWithin(
    means,
    others.map(({ index }) => instance('ifOperStatus', index)),
  )
  if (!reply.ok) return up
  for (const { name, index } of others)
    if (!up.has(name) && toOperStatus(reply.values.get(instance('ifOperStatus', index))) === 'up')
      up.set(name, index)
  return up
}

function isDown(values: ReadonlyMap<string, Varbind>, known: KnownInterface): boolean {
  const operStatus = toOperStatus(values.get(instanceOf(known, 'ifOperStatus')))
  return operStatus !== null && isOperationallyDown(operStatus)
}
