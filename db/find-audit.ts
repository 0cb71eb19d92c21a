import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely, Selectable } from 'kysely'
import { auditHead } from './audit-head.ts'
import type { AuditTable, Database } from './schema.ts'

/** What is looked for in the audit trail; null: anything. */
export interface AuditQuery {
  /** Epoch milliseconds, half-open. */
  from: number | null
  to: number | null
  /** Exact, or a beginning that ends in `.` or `:`, such as `account:`. */
  who: string | null
  what: string | null
  outcome: 'done' | 'refused' | null
  /** Only entries older than that of this id. */
  before: number | null
  limit: number
}

export interface AuditEntry {
  id: number
  at: number
  who: string
  what: string
  subject: string | null
  outcome: 'done' | 'refused'
  before: unknown
  after: unknown
  address: string | null
}

/** As many entries as one turn of the event loop looks at without being noticed. */
const idsATurn = 20_000

/** Newest first. */
export async function findAudit(db: Kysely<Database>, asked: AuditQuery): Promise<AuditEntry[]> {
  const newest = (await auditHead(db))?.entries ?? 0
  const found: AuditEntry[] = []
  let high = Math.min(newest, (asked.before ?? Infinity) - 1)
  for (; high > 0 && found.length < asked.limit; high -= idsATurn) {
    const rows = await entriesOf(db, asked, high, asked.limit - found.length)
    found.push(...rows.map(toEntry))
    await nextTurn()
  }
  return found
}

/** Of a stretch of ids: an index on times or beginnings would make every entry dearer to write, for what is seldom asked. */
function entriesOf(db: Kysely<Database>, asked: AuditQuery, high: number, limit: number) {
  const { from, to, who, what, outcome } = asked
  let query = db
    .selectFrom('audit')
    .selectAll()
    .where('id', '>', high - idsATurn)
    .where('id', '<=', high)
    .orderBy('id', 'desc')
    .limit(limit)
  if (from !== null) query = query.where('at', '>=', from)
  if (to !== null) query = query.where('at', '<', to)
  if (outcome !== null) query = query.where('outcome', '=', outcome)
  for (const [column, wanted] of [['who', who] as const, ['what', what] as const]) {
    if (wanted === null) continue
    if (!/[.:]$/.test(wanted)) query = query.where(column, '=', wanted)
    else {
      const length = [...wanted].length
      query = query.where((where) =>
        where(where.fn<string>('substr', [column, where.val(1), where.val(length)]), '=', wanted),
      )
    }
  }
  return query.execute()
}

function toEntry(row: Selectable<AuditTable>): AuditEntry {
  const { id, at, who, what, subject, outcome, before, after, address } = row
  return { id, at, who, what, subject, outcome, before: told(before), after: told(after), address }
}

/** What is no JSON was put there by another hand; it is shown as it stands, and `verify` tells of it. */
function told(json: string | null): unknown {
  if (json === null) return null
  try {
    return JSON.parse(json) as unknown
  } catch {
    return json
  }
}
