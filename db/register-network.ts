import type { Transaction } from 'kysely'
import type { Link } from '../collector/domain/link.ts'
import type { Satker } from '../collector/domain/satker.ts'
import type { PlacedSatker } from '../collector/domain/scope.ts'
import { personFingerprint } from './person-fingerprint.ts'
import { registerPeople } from './pic-confirmations.ts'
import { registerLinks } from './register-links.ts'
import { registerSatker } from './register-satker.ts'
import type { Database } from './schema.ts'

/** What of a configuration the database knows. */
export interface RegisteredNetwork {
  satker: readonly (PlacedSatker & Pick<Satker, 'pic'>)[]
  links: readonly Pick<Link, 'id' | 'satker' | 'formerly'>[]
}

/** Makes what is known that of the configuration: its satker, by which scopes go, its links, and whom to call. */
export async function registerNetwork(
  trx: Transaction<Database>,
  network: RegisteredNetwork,
  at: number,
  watchedUntil = at,
): Promise<void> {
  await registerSatker(trx, network.satker)
  await registerLinks(trx, [...network.links], at, watchedUntil)
  const people = network.satker.flatMap(({ code, pic }) =>
    pic ? [{ satker: code, fingerprint: personFingerprint(pic) }] : [],
  )
  await registerPeople(trx, people, at)
}
