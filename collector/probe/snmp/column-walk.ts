import type { Varbind } from 'net-snmp'
import type { Clock } from '../../domain/clock.ts'
import { tags } from './ber.ts'
import { errorStatus, failed, type FailedReply } from './failure.ts'
import type { Reply } from './exchange.ts'
import type { RouterMemory } from './router-memory.ts'

/** What all columns of one search may cost together; rows count for each column. */
interface WalkBudget {
  requestsLeft: number
  /** By the monotonic clock. */
  endsAtMs: number
}

export const walkLimits = { rows: 2_000, requests: 200, ms: 10_000 } as const

/** Not all agents keep to endOfMibView (RFC 3416 §4.2.2) where nothing follows. */
const ends: readonly number[] = [tags.endOfMibView, tags.noSuchObject, tags.noSuchInstance]

export function createBudget(clock: Clock): WalkBudget {
  return { requestsLeft: walkLimits.requests, endsAtMs: clock.monotonicMs() + walkLimits.ms }
}

interface Row {
  /** What follows the column in the name: the numbers of the index, with dots. */
  index: string
  varbind: Varbind
}

/** Null: `visit` was shown all rows, or wanted no more. */
export type WalkEnd = FailedReply | null

/**
 * Shows one column of a table row by row, by GETBULK as large as the router proved to answer and by GETNEXT where it
 * answers none. Names must strictly increase, or a router that repeats itself would be asked for ever.
 */
export async function walkColumn(
  { memory, clock, timeoutMs, budget }: WalkMeans,
  column: string,
  wantsMore: (row: Row) => boolean,
): Promise<WalkEnd> {
  const prefix = `${column}.`
  let last = column
  let rows = 0
  let proven = memory.maxRepetitions
  for (;;) {
    const leftMs = budget.endsAtMs - clock.monotonicMs()
    if (budget.requestsLeft === 0 || leftMs <= 0) return failed('bad-answer', 'a table of it takes too long')
    budget.requestsLeft -= 1
    const reply = await askNext(memory, last, Math.min(timeoutMs, Math.ceil(leftMs)))
    if (!reply.ok) {
      if (memory.isV1 && reply.errorStatus === errorStatus.noSuchName) return null
      if (halve(memory, reply)) continue
      // Silent even when asked for one: that it was asked for too much is not what it showed.
      if (reply.why === 'timeout') memory.maxRepetitions = proven
      return reply
    }
    proven = memory.maxRepetitions
    if (reply.varbinds.length === 0) return failed('bad-answer', 'it answered GETNEXT with nothing')
    for (const varbind of reply.varbinds) {
      if (ends.includes(varbind.type)) return null
      if (!follows(varbind.oid, last)) return failed('bad-answer', 'a table of it does not increase')
      if (!varbind.oid.startsWith(prefix)) return null
      last = varbind.oid
      rows += 1
      if (rows > walkLimits.rows)
        return failed('bad-answer', `a table of it has more than ${walkLimits.rows} rows`)
      if (!wantsMore({ index: varbind.oid.slice(prefix.length), varbind })) return null
    }
  }
}

export interface WalkMeans {
  memory: RouterMemory
  clock: Clock
  timeoutMs: number
  budget: WalkBudget
}

function askNext({ session, maxRepetitions }: RouterMemory, oid: string, timeoutMs: number): Promise<Reply> {
  const patience = { tries: 1, timeoutMs, deadlineMs: timeoutMs }
  return maxRepetitions > 1
    ? session.ask({ kind: 'getBulk', oid, maxRepetitions }, patience)
    : session.ask({ kind: 'getNext', oid }, patience)
}

/** Whether it is worth asking for less: 25, 12, 6, and one by one. */
function halve(memory: RouterMemory, reply: FailedReply): boolean {
  const tooMuch = reply.why === 'timeout' || reply.errorStatus === errorStatus.tooBig
  if (!tooMuch || memory.maxRepetitions === 1) return false
  memory.maxRepetitions = memory.maxRepetitions >= 12 ? Math.floor(memory.maxRepetitions / 2) : 1
  return true
}

/** Whether one name comes after the other in the order of the MIB. */
function follows(oid: string, before: string): boolean {
  const a = oid.split('.')
  const b = before.split('.')
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = Number(a[at]) - Number(b[at])
    if (difference !== 0) return difference > 0
  }
  return a.length > b.length
}
