/** A database that notes the SQL it is asked, and how SQLite means to answer it. */
import { CompiledQuery } from 'kysely'
import type { Kysely, KyselyPlugin, PluginTransformQueryArgs, RootOperationNode } from 'kysely'
import type { Database } from './schema.ts'

export function seenQueries(db: Kysely<Database>) {
  const seen: CompiledQuery[] = []
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
      seen.push(db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { db: db.withPlugin(plugin), seen }
}

/** Lines such as `SEARCH outage USING INDEX outage_open (link=?)`. */
export async function plan(db: Kysely<Database>, query: CompiledQuery): Promise<string[]> {
  const explained = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters])
  const { rows } = await db.executeQuery(explained)
  return rows.map((row) => String((row as { detail: unknown }).detail))
}
