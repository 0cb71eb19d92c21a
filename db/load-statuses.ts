import type { Kysely } from 'kysely'
import type { Scope } from '../collector/domain/scope.ts'
import type { LinkStatus } from '../collector/domain/status.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/** What each link, by its id, was last held to be and since when; removed links are among them. */
export async function loadStatuses(
  db: Kysely<Database>,
  scope: Scope,
): Promise<Map<string, { status: LinkStatus; since: number }>> {
  const within = linksWithin(db, scope)
  const query = db
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
  const rows = await (within ? query.where('link.id', 'in', within) : query).execute()
  return new Map(rows.map((row) => [row.name, { status: row.to_status, since: row.at }]))
}
