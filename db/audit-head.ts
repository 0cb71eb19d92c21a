import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** The newest entry of the audit trail: as many as its id stand there, and its hash tells of them all. */
export interface AuditHead {
  entries: number
  hash: string
}

/** Null where nothing was done yet. */
export async function auditHead(db: Kysely<Database>): Promise<AuditHead | null> {
  const row = await db
    .selectFrom('audit')
    .select(['id as entries', 'hash'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
