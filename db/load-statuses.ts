import type { Kysely } from 'kysely'
import type { LinkStatus } from '../collector/domain/status.ts'
import type { Database } from './schema.ts'

/** What each link, by its id, was last held to be and since when; removed links are among them. */
export async function loadStatuses(
  db: Kysely<Database>,
): Promise<Map<string, { status: LinkStatus; since: number }>> {
  const rows = await db
    .selectFrom('link')
    .innerJoin('status_change', (join) =>
      join.on('status_change.id', '=', (latest) =>
        latest
          .selectFrom('status_change as earlier')
          .select('earlier.id')
          .whereRef('earlier.link', '=', 'link.id')
          .orderBy('earlier.id', 'desc')
          .limit(1),
      ),
    )
    .select(['link.name', 'status_change.to_status', 'status_change.at'])
    .execute()
  return new Map(rows.map((row) => [row.name, { status: row.to_status, since: row.at }]))
}
