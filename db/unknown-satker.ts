import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** Those of these codes that no devices.yaml has had yet. */
export async function unknownSatker(db: Kysely<Database>, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await db.selectFrom('satker').select('code').where('code', 'in', codes).execute()
  const known = new Set(rows.map(({ code }) => code))
  return codes.filter((code) => !known.has(code))
}
