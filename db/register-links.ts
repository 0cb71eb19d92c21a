import type { Selectable, Transaction } from 'kysely'
import type { Link } from '../collector/domain/link.ts'
import { endHistory } from './end-history.ts'
import type { Database, LinkTable } from './schema.ts'

type Registered = Pick<Link, 'id' | 'satker' | 'formerly'>
type LinkRow = Selectable<LinkTable>

/**
 * Makes the known links those of the configuration: new ones are added, one that was `formerly` another
 * goes on with its history, removed ones are marked and keep theirs. Of a removed link nothing is known
 * after `watchedUntil`: the time of removal while running, the last heartbeat at a start.
 */
export async function registerLinks(
  trx: Transaction<Database>,
  links: Registered[],
  at: number,
  watchedUntil = at,
): Promise<void> {
  const rows = await trx.selectFrom('link').selectAll().execute()
  const byName = new Map(rows.map((row) => [row.name, row]))
  for (const link of links) await rename(trx, byName, link)
  for (const link of links) await keep(trx, byName, link, at)
  const wanted = new Set(links.map((link) => link.id))
  const removed = [...byName.values()].filter((row) => row.gone_at === null && !wanted.has(row.name))
  for (const row of removed) {
    await trx.updateTable('link').set({ gone_at: at }).where('id', '=', row.id).execute()
  }
  await endHistory(trx, removed, at, watchedUntil)
}

/** Only where the new id has no history of its own: two histories of the same time cannot become one. */
async function rename(
  trx: Transaction<Database>,
  byName: Map<string, LinkRow>,
  link: Registered,
): Promise<void> {
  if (byName.has(link.id)) return
  const former = link.formerly.map((name) => byName.get(name)).find((row) => row !== undefined)
  if (!former) return
  await trx.updateTable('link').set({ name: link.id }).where('id', '=', former.id).execute()
  byName.delete(former.name)
  byName.set(link.id, { ...former, name: link.id })
}

async function keep(
  trx: Transaction<Database>,
  byName: Map<string, LinkRow>,
  link: Registered,
  at: number,
): Promise<void> {
  const row = byName.get(link.id)
  if (!row) {
    await trx
      .insertInto('link')
      .values({ name: link.id, satker: link.satker, seen_at: at, gone_at: null })
      .execute()
  } else if (row.satker !== link.satker || row.gone_at !== null) {
    await trx
      .updateTable('link')
      .set({ satker: link.satker, gone_at: null })
      .where('id', '=', row.id)
      .execute()
  }
}
