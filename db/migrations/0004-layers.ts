import type { Kysely } from 'kysely'
import { countedId } from '../sqlite-tables.ts'

/** When the tunnel and the session of a link fell, came back or were reset. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('layer_change')
    .addColumn('id', countedId, (column) => column.primaryKey())
    .addColumn('link', 'integer', (column) => column.notNull().references('link.id'))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('layer', 'text', (column) => column.notNull())
    .addColumn('turn', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('of', 'text')
    .addColumn('recorded_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('layer_change_once', ['link', 'layer', 'at', 'turn'])
    .execute()
  await db.schema.createIndex('layer_change_link').on('layer_change').column('link').execute()
}
