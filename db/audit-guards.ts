import { sql } from 'kysely'
import { onlyAppended } from './sqlite-tables.ts'
import type { Db } from './trx.ts'

/**
 * Names of the triggers by which the database refuses to change the audit trail, of those that are not there as they
 * were made: without them a change leaves no trace but in the chain of hashes.
 */
export async function missingAuditGuards(db: Db): Promise<string[]> {
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_schema where type = 'trigger' and tbl_name = 'audit'`.execute(db)
  const found = new Set(rows.map((row) => row.sql.toLowerCase()))
  return onlyAppended
    .map((trigger) => trigger.compile(db).sql.toLowerCase())
    .filter((wanted) => !found.has(wanted))
    .map((wanted) => /^create trigger (\w+)/.exec(wanted)?.[1] ?? wanted)
}
