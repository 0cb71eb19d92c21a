import type { Varbind } from 'net-snmp'
import { walkColumn, type WalkMeans } from './column-walk.ts'
import { failed, type FailedReply } from './failure.ts'
import { getAll, type Values } from './get-all.ts'

export interface Table {
  ok: true
  /** By index, as its numbers with dots: a value for each column that was asked, undefined where a row has none. */
  rows: Map<string, (Varbind | undefined)[]>
  /** False: the router has more rows than were wanted. */
  isWhole: boolean
}

/**
 * Reads columns of a table, one after the other; the first says which rows there are, and a row that only a
 * later one has came into being meanwhile. A walk that did not come to its end is no table at all.
 */
export async function readTable(
  means: WalkMeans,
  columns: readonly string[],
  mostRows: number,
): Promise<Table | FailedReply> {
  const rows: Table['rows'] = new Map()
  let isWhole = true
  for (const [at, column] of columns.entries()) {
    let left = rows.size
    const failure = await walkColumn(means, column, ({ index, varbind }) => {
      const row = rows.get(index)
      if (row) {
        row[at] = varbind
        left -= 1
        return at === 0 || left > 0
      }
      if (at > 0) return true
      isWhole = rows.size < mostRows
      if (isWhole) rows.set(index, [varbind])
      return isWhole
    })
    if (failure !== null) return failure
    if (rows.size === 0) break
  }
  return { ok: true, rows, isWhole }
}

/** One GET within what a search may cost, tried once; each time that it must be asked anew counts. */
export async function getWithin(
  { memory, clock, timeoutMs, budget }: WalkMeans,
  names: string[],
): Promise<Values> {
  const mayAsk = (): boolean => {
    budget.requestsLeft = Math.max(0, budget.requestsLeft - 1)
    return budget.requestsLeft > 0 && clock.monotonicMs() < budget.endsAtMs
  }
  if (!mayAsk()) return failed('bad-answer', 'a search of it takes too long')
  const deadlineMs = Math.min(timeoutMs, Math.ceil(budget.endsAtMs - clock.monotonicMs()))
  return getAll(memory, names, { tries: 1, timeoutMs: deadlineMs, deadlineMs }, mayAsk)
}
