import type { Kysely } from 'kysely'

/**
 * Older five minutes and hours, those of a link's day or week in one row. The rows are far larger than those of other
 * tables, so the key is an index beside them: within it each would waste half a page.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('packed_reading')
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('link', 'integer', (column) => column.notNull().references('link.id'))
    .addColumn('readings', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('packed_time_first', ['width', 'at', 'link'])
    .execute()
  await db.schema
    .createTable('pack_progress')
    .addColumn('width', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('next_link', 'integer', (column) => column.notNull())
    .execute()
}
