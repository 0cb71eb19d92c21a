import type { Transaction } from 'kysely'
import type { LayerEntry } from '../collector/domain/layer.ts'
import { known, knownLinks } from './known-link.ts'
import type { Database } from './schema.ts'

/** As many rows as go into one statement. */
const rowsAStatement = 500

/** Writes what became of tunnels and sessions; what is already written does nothing a second time. */
export async function recordLayers(
  trx: Transaction<Database>,
  changes: readonly LayerEntry[],
  recordedAt: number,
): Promise<void> {
  const links = await knownLinks(
    trx,
    changes.map(({ link }) => link),
  )
  const rows = changes.map(({ link, at, layer, to, by, of }) => ({
    link: known(links, link).id,
    at,
    layer,
    turn: to,
    by,
    of,
    recorded_at: recordedAt,
  }))
  for (let start = 0; start < rows.length; start += rowsAStatement) {
    await trx
      .insertInto('layer_change')
      .values(rows.slice(start, start + rowsAStatement))
      .onConflict((conflict) => conflict.columns(['link', 'layer', 'at', 'turn']).doNothing())
      .execute()
  }
}
