import type { Transaction } from 'kysely'
import type { Link } from '../collector/domain/link.ts'
import type { PlacedSatker } from '../collector/domain/scope.ts'
import { registerLinks } from './register-links.ts'
import { registerSatker } from './register-satker.ts'
import type { Database } from './schema.ts'

/** Makes what is known that of the configuration: its satker, by which scopes go, and its links. */
export async function registerNetwork(
  trx: Transaction<Database>,
  network: { satker: readonly PlacedSatker[]; links: readonly Pick<Link, 'id' | 'satker' | 'formerly'>[] },
  at: number,
  watchedUntil = at,
): Promise<void> {
  await registerSatker(trx, network.satker)
  await registerLinks(trx, [...network.links], at, watchedUntil)
}
