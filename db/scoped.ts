/** The one predicate by which rows of satker are seen. A question about them cannot be asked without a scope. */
import type { ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool } from 'kysely'
import { everything, type Scope } from '../collector/domain/scope.ts'
import type { Database } from './schema.ts'

type Where = ExpressionBuilder<Database, 'satker'>

/** The codes of the satker within a scope, as a query to select from. */
export function codesWithin(db: Kysely<Database>, scope: Exclude<Scope, typeof everything>) {
  return db
    .selectFrom('satker')
    .select('satker.code')
    .where((where) => isWithin(where, scope))
}

/** As `isWithin` of the domain: provinces and types narrow each other, single satker come on top. */
function isWithin(
  where: Where,
  { provinces, types, satker }: Exclude<Scope, typeof everything>,
): ExpressionWrapper<Database, 'satker', SqlBool> {
  const ofPlace = [
    ...(provinces.length > 0 ? [where('satker.province', 'in', provinces)] : []),
    ...(types.length > 0 ? [where('satker.type', 'in', types)] : []),
  ]
  const ways = [
    ...(satker.length > 0 ? [where('satker.code', 'in', satker)] : []),
    ...(ofPlace.length > 0 ? [where.and(ofPlace)] : []),
  ]
  return where.or(ways)
}

/** The ids of the links of those satker; null where every link may be seen. */
export function linksWithin(db: Kysely<Database>, scope: Scope) {
  if (scope === everything) return null
  return db.selectFrom('link').select('link.id').where('link.satker', 'in', codesWithin(db, scope))
}
