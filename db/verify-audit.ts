import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely, Selectable } from 'kysely'
import { auditHash } from './audit.ts'
import type { AuditTable, Database } from './schema.ts'

type Row = Selectable<AuditTable>

export interface AuditVerdict {
  /** Entries that were looked at, in order. */
  entries: number
  /** Hash of the last of them; null where there is none. */
  head: string | null
  /** The first entry that is wrong; null: the chain is unbroken. */
  broken: { id: number; how: 'changed' | 'missing-before' | 'unlinked' } | null
  /** Of the heads that were given those that are not in it, although it is unbroken: entries are gone at its end. */
  absent: string[]
}

export interface Verification {
  /** Hashes that the newest entry once had, such as the log tells. */
  heads?: readonly string[]
  /** Called now and then with the number of entries that are right so far. */
  onProgress?(entries: number): void
}

/** As many entries as one turn of the event loop can hash without being noticed. */
const entriesATurn = 500

/** Reads the whole audit trail, oldest first, and follows its chain until the first link that does not hold. */
export async function verifyAudit(
  db: Kysely<Database>,
  { heads = [], onProgress }: Verification = {},
): Promise<AuditVerdict> {
  const absent = new Set(heads)
  let entries = 0
  let head: string | null = null
  for (;;) {
    const rows = await entriesAfter(db, entries)
    for (const row of rows) {
      const how = faultOf(row, { expected: entries + 1, head })
      if (how !== null) return { entries, head, broken: { id: row.id, how }, absent: [] }
      entries = row.id
      head = row.hash
      absent.delete(head)
    }
    if (rows.length < entriesATurn) return { entries, head, broken: null, absent: [...absent] }
    onProgress?.(entries)
    await nextTurn()
  }
}

function faultOf(
  row: Row,
  { expected, head }: { expected: number; head: string | null },
): 'changed' | 'missing-before' | 'unlinked' | null {
  if (row.id > expected) return 'missing-before'
  if (row.hash !== auditHash(row)) return 'changed'
  return row.previous_hash === head && row.id === expected ? null : 'unlinked'
}

/** Numbers as text: one that another hand made too large for us would not be read at all. */
async function entriesAfter(db: Kysely<Database>, id: number): Promise<Row[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['who', 'what', 'subject', 'outcome', 'before', 'after', 'address', 'previous_hash', 'hash'])
    .select((column) => [
      column.cast<string>('id', 'text').as('id'),
      column.cast<string>('at', 'text').as('at'),
    ])
    // The very first may have been given a number below one.
    .where('audit.id', '>', id === 0 ? Number.MIN_SAFE_INTEGER : id)
    .orderBy('audit.id')
    .limit(entriesATurn)
    .execute()
  return rows.map((row) => ({ ...row, id: Number(row.id), at: numberOf(row.at) }))
}

/** Only the very text that our own number has: `1.0` is another. */
function numberOf(text: string): number {
  return String(Number(text)) === text ? Number(text) : Number.NaN
}
