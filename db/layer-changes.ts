import type { Kysely } from 'kysely'
import type { LayerChange } from '../collector/domain/layer.ts'
import type { Scope } from '../collector/domain/scope.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/** Of each link of a satker, by its id, the last changes of its tunnel and session, newest first. */
export async function layerChanges(
  db: Kysely<Database>,
  scope: Scope,
  { satker, most }: { satker: string; most: number },
): Promise<Map<string, LayerChange[]>> {
  const within = linksWithin(db, scope)
  const query = db.selectFrom('link').select(['id', 'name']).where('satker', '=', satker)
  const links = await (within ? query.where('id', 'in', within) : query).execute()
  const changes = new Map<string, LayerChange[]>()
  for (const { id, name } of links) {
    const rows = await db
      .selectFrom('layer_change')
      .select(['at', 'layer', 'turn', 'by'])
      .where('link', '=', id)
      .orderBy('id', 'desc')
      .limit(most)
      .execute()
    changes.set(
      name,
      rows.map(({ at, layer, turn, by }) => ({ link: name, at, layer, to: turn, by })),
    )
  }
  return changes
}
