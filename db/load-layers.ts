import type { Kysely } from 'kysely'
import { keptLayers, type LayerEntry } from '../collector/domain/layer.ts'
import type { Scope } from '../collector/domain/scope.ts'
import type { Database } from './schema.ts'
import { linksWithin } from './scoped.ts'

/**
 * What became last of each link's tunnel and session, oldest first, by the link's id: whether it is up or down, and
 * when it was last reset. Removed links are among them.
 */
export async function loadLayers(db: Kysely<Database>, scope: Scope): Promise<Map<string, LayerEntry[]>> {
  const last = new Map<string, LayerEntry[]>()
  for (const layer of keptLayers) {
    for (const turns of [['up', 'down'], ['reset']] as const) {
      for (const { name, at, turn, by, of } of await lastOf(db, scope, layer, turns)) {
        const changes = last.get(name) ?? []
        changes.push({ link: name, at, layer, to: turn, by, of })
        last.set(name, changes)
      }
    }
  }
  return last
}

function lastOf(
  db: Kysely<Database>,
  scope: Scope,
  layer: LayerEntry['layer'],
  turns: readonly LayerEntry['to'][],
) {
  const within = linksWithin(db, scope)
  const query = db
    .selectFrom('link')
    .innerJoin('layer_change', (join) =>
      join.on('layer_change.id', '=', (latest) =>
        latest
          .selectFrom('layer_change as earlier')
          .select('earlier.id')
          .whereRef('earlier.link', '=', 'link.id')
          .where('earlier.layer', '=', layer)
          .where('earlier.turn', 'in', turns)
          .orderBy('earlier.id', 'desc')
          .limit(1),
      ),
    )
    .select(['link.name', 'layer_change.at', 'layer_change.turn', 'layer_change.by', 'layer_change.of'])
  return (within ? query.where('link.id', 'in', within) : query).execute()
}
