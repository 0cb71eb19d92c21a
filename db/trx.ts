import type { Kysely, Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** What questions are asked of, for rooms that know the store but not Kysely. */
export type Db = Kysely<Database>

/** Where changes are made: what a work given to `store.write` has in hand. */
export type Trx = Transaction<Database>
