import { sql } from 'kysely'
import type { CreateTableBuilder, Kysely } from 'kysely'
import { countedId, keyedTable } from '../sqlite-tables.ts'

/** The tables of the first version. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createLinks(db)
  await createReadings(db)
  await createHistory(db)
  await createOurOwn(db)
}

async function createLinks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('link')
    .addColumn('id', countedId, (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('satker', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('gone_at', 'bigint')
    .execute()
}

/** Keyed time first: a minute of every link is written side by side, and old time is dropped from the front. */
async function createReadings(db: Kysely<unknown>): Promise<void> {
  await measured(db.schema.createTable('minute_reading')).modifyEnd(keyedTable).execute()
  for (const table of ['five_minute_reading', 'hour_reading']) {
    await measured(db.schema.createTable(table))
      .addColumn('in_bits_per_second_max', 'bigint')
      .addColumn('out_bits_per_second_max', 'bigint')
      .addColumn('measured_minutes', 'integer', (column) => column.notNull())
      .addColumn('in_measured_minutes', 'integer', (column) => column.notNull())
      .addColumn('out_measured_minutes', 'integer', (column) => column.notNull())
      .modifyEnd(keyedTable)
      .execute()
  }
  await db.schema
    .createTable('fold_progress')
    .addColumn('resolution', 'integer', (column) => column.primaryKey())
    .addColumn('folded_until', 'bigint', (column) => column.notNull())
    .addColumn('next_link', 'integer', (column) => column.notNull())
    .execute()
}

function measured<Table extends string>(table: CreateTableBuilder<Table>) {
  return table
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('link', 'integer', (column) => column.notNull().references('link.id'))
    .addColumn('asked', 'integer')
    .addColumn('answered', 'integer')
    .addColumn('rtt_min_us', 'bigint')
    .addColumn('rtt_median_us', 'bigint')
    .addColumn('rtt_max_us', 'bigint')
    .addColumn('in_bits_per_second', 'bigint')
    .addColumn('out_bits_per_second', 'bigint')
    .addColumn('in_errors', 'bigint')
    .addColumn('out_errors', 'bigint')
    .addColumn('in_discards', 'bigint')
    .addColumn('out_discards', 'bigint')
    .addPrimaryKeyConstraint('time_first', ['at', 'link'])
}

async function createHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('status_change')
    .addColumn('id', countedId, (column) => column.primaryKey())
    .addColumn('link', 'integer', (column) => column.notNull().references('link.id'))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('from_status', 'text', (column) => column.notNull())
    .addColumn('from_since', 'bigint', (column) => column.notNull())
    .addColumn('to_status', 'text', (column) => column.notNull())
    .addColumn('because', 'integer', (column) => column.references('link.id'))
    .addColumn('evidence', 'text', (column) => column.notNull())
    .addColumn('recorded_at', 'bigint', (column) => column.notNull())
    // The same change told twice is one change.
    .addUniqueConstraint('status_change_once', ['link', 'at', 'to_status'])
    .execute()
  await db.schema.createIndex('status_change_latest').on('status_change').columns(['link', 'id']).execute()
  await db.schema
    .createTable('outage')
    .addColumn('id', countedId, (column) => column.primaryKey())
    .addColumn('link', 'integer', (column) => column.notNull().references('link.id'))
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('began', 'bigint', (column) => column.notNull())
    .addColumn('ended', 'bigint')
    .addColumn('unwatched_ms', 'bigint', (column) => column.notNull())
    .addColumn('because', 'integer', (column) => column.references('outage.id'))
    .addColumn('evidence', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('outage_open')
    .unique()
    .on('outage')
    .column('link')
    .where(sql.ref('ended'), 'is', null)
    .execute()
  await db.schema.createIndex('outage_began').on('outage').columns(['began', 'id']).execute()
  await db.schema.createIndex('outage_of_link').on('outage').columns(['link', 'began', 'id']).execute()
}

async function createOurOwn(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('watch')
    .addColumn('id', countedId, (column) => column.primaryKey())
    .addColumn('began', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('router_identity')
    .addColumn('router', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('sys_descr', 'text')
    .addColumn('sys_object_id', 'text')
    .addColumn('sys_name', 'text')
    .execute()
}
