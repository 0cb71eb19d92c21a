import type { Clock } from '../../domain/clock.ts'
import { walkColumn, type WalkMeans } from './column-walk.ts'
import { columns } from './mib.ts'
import { nameColumns, type KnownInterface, type RouterMemory } from './router-memory.ts'
import { toText } from './values.ts'

/** After a name was not found, so long it is not looked for again: a misspelt one must not cost a walk a visit. */
const searchAgainMs = 10 * 60_000

/** An interface that is made on demand comes back: a search a minute, or what is nearly one between two visits. */
const comesBackMs = 50_000

/** The names that are not known, and not known to be missing either. */
export function namesToFind(memory: RouterMemory, names: readonly string[], nowMs: number): string[] {
  return names.filter(
    (name) => !memory.interfaces.has(name) && (memory.searchAgainAtMs.get(name) ?? nowMs) <= nowMs,
  )
}

/**
 * Finds the indexes of named interfaces, and remembers them. ifName is what operators type; a router without
 * it has the name in ifDescr; ifAlias is the description that somebody configured. Of several interfaces of
 * one name the lowest index is taken, so that the choice is the same each time. A search that failed has
 * spent what the visit may cost.
 */
export async function findInterfaces(means: WalkMeans, names: readonly string[]): Promise<void> {
  const { memory, clock, budget } = means
  const sought = new Set(names)
  for (const nameColumn of nameColumns) {
    if (sought.size === 0) return
    const failure = await walkColumn(means, columns[nameColumn], ({ index, varbind }) => {
      const name = toText(varbind)
      if (name !== null && sought.delete(name))
        remember(memory, name, { index: Number.parseInt(index, 10), nameColumn })
      return sought.size > 0
    })
    if (failure === null) continue
    budget.requestsLeft = 0
    // Whether the names are there stays open. Silence may be a lost packet: the next visit tries again.
    for (const name of sought) {
      memory.missing.delete(name)
      if (failure.why !== 'timeout') postponeSearch(memory, name, clock)
    }
    return
  }
  for (const name of sought) {
    memory.missing.add(name)
    postponeSearch(memory, name, clock, memory.found.includes(name) ? comesBackMs : searchAgainMs)
  }
}

/** Whether one of these was there before, and may come back, or is down, and may be made anew. */
export function awaitsReturn({ missing, found, fallen }: RouterMemory, names: readonly string[]): boolean {
  return names.some((name) => fallen.has(name) || (missing.has(name) && found.includes(name)))
}

/** Takes in how many interfaces there are while one is awaited; with another number it may be there at once. */
export function countInterfaces(memory: RouterMemory, count: number | null): void {
  const { missing, found, searchAgainAtMs, otherRowsAtMs, interfaceCount } = memory
  if (count !== null && interfaceCount !== null && count !== interfaceCount)
    for (const name of missing) if (found.includes(name)) searchAgainAtMs.delete(name)
  // Before the first count a row may have come unseen.
  if (count !== null && count !== interfaceCount) otherRowsAtMs.clear()
  memory.interfaceCount = count
}

/** For a name that was not found, or is found where it then is not. */
export function postponeSearch(memory: RouterMemory, name: string, clock: Clock, ms = searchAgainMs): void {
  memory.searchAgainAtMs.set(name, clock.monotonicMs() + ms)
}

function remember(memory: RouterMemory, name: string, known: KnownInterface): void {
  memory.interfaces.set(name, known)
  if (!memory.found.includes(name)) memory.found.push(name)
  memory.missing.delete(name)
  memory.searchAgainAtMs.delete(name)
}
