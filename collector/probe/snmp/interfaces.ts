import type { Clock } from '../../domain/clock.ts'
import { createBudget, walkColumn } from './column-walk.ts'
import { columns } from './mib.ts'
import { nameColumns, type KnownInterface, type RouterMemory } from './router-memory.ts'
import { toText } from './values.ts'

/** After a name was not found, so long it is not looked for again: a misspelt one must not cost a walk a visit. */
const searchAgainMs = 10 * 60_000

/** The names that are not known, and not known to be missing either. */
export function namesToFind(memory: RouterMemory, names: readonly string[], nowMs: number): string[] {
  return names.filter(
    (name) => !memory.interfaces.has(name) && (memory.searchAgainAtMs.get(name) ?? nowMs) <= nowMs,
  )
}

/**
 * Finds the indexes of named interfaces, and remembers them. ifName is what operators type; a router without
 * it has the name in ifDescr; ifAlias is the description that somebody configured. Of several interfaces of
 * one name the lowest index is taken, so that the choice is the same each time.
 */
export async function findInterfaces(
  memory: RouterMemory,
  names: readonly string[],
  { clock, timeoutMs }: { clock: Clock; timeoutMs: number },
): Promise<void> {
  const sought = new Set(names)
  const budget = createBudget(clock)
  for (const nameColumn of nameColumns) {
    if (sought.size === 0) return
    const failure = await walkColumn(
      { memory, clock, timeoutMs, budget },
      columns[nameColumn],
      ({ index, varbind }) => {
        const name = toText(varbind)
        if (name !== null && sought.delete(name))
          remember(memory, name, { index: Number.parseInt(index, 10), nameColumn })
        return sought.size > 0
      },
    )
    if (failure === null) continue
    // Whether the names are there stays open. Silence may be a lost packet: the next visit tries again.
    for (const name of sought) {
      memory.missing.delete(name)
      if (failure.why !== 'timeout') postponeSearch(memory, name, clock)
    }
    return
  }
  for (const name of sought) {
    memory.missing.add(name)
    postponeSearch(memory, name, clock)
  }
}

/** For a name that was not found, or is found where it then is not. */
export function postponeSearch(memory: RouterMemory, name: string, clock: Clock): void {
  memory.searchAgainAtMs.set(name, clock.monotonicMs() + searchAgainMs)
}

function remember(memory: RouterMemory, name: string, known: KnownInterface): void {
  memory.interfaces.set(name, known)
  memory.missing.delete(name)
  memory.searchAgainAtMs.delete(name)
}
