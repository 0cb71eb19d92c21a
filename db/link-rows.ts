import type { Kysely } from 'kysely'
import { knownLinks } from './known-link.ts'
import type { Database } from './schema.ts'
import type { Trx } from './trx.ts'

/**
 * The row numbers of links by name, looked up once, for what is written of every link each minute. They are to be
 * forgotten in the transaction that registers links: a name may then stand for another row.
 */
export class LinkRows {
  readonly #known = new Map<string, number>()

  /** Looks up those that are not known yet; that one of them was never registered is a bug in the caller. */
  async of(db: Kysely<Database>, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const missing = names.filter((name) => !this.#known.has(name))
    if (missing.length > 0)
      for (const [name, { id }] of await knownLinks(db, missing)) this.#known.set(name, id)
    return this.#known
  }

  forget(): void {
    this.#known.clear()
  }
}

/** The largest row number of a link; 0 where there is none. */
export async function lastLink(trx: Trx): Promise<number> {
  const row = await trx.selectFrom('link').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.id ?? 0
}
