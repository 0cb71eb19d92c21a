import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.ts'

/** A number that is another one after each commit by another connection, such as a command's; not after our own. */
export async function dataVersion(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db)
  return rows[0]?.data_version ?? 0
}
