import type { Kysely, Transaction } from 'kysely'
import type { everything } from '../collector/domain/scope.ts'
import type { DatedIdentity, RouterIdentity } from '../collector/domain/reading.ts'
import type { Database } from './schema.ts'

/** Keeps what a router last said it is. */
export async function saveRouterIdentity(
  trx: Transaction<Database>,
  router: string,
  identity: RouterIdentity,
  at: number,
): Promise<void> {
  const said = {
    at,
    sys_descr: identity.sysDescr,
    sys_object_id: identity.sysObjectId,
    sys_name: identity.sysName,
  }
  await trx
    .insertInto('router_identity')
    .values({ router, ...said })
    .onConflict((conflict) => conflict.column('router').doUpdateSet(said))
    .execute()
}

/** By the id of the router. Which satker it stands in the database cannot tell, so it is asked for all or not at all. */
export async function routerIdentities(
  db: Kysely<Database>,
  _scope: typeof everything,
): Promise<Map<string, DatedIdentity>> {
  const rows = await db.selectFrom('router_identity').selectAll().execute()
  return new Map(
    rows.map((row) => [
      row.router,
      { at: row.at, sysDescr: row.sys_descr, sysObjectId: row.sys_object_id, sysName: row.sys_name },
    ]),
  )
}
