import { addEvidence } from '../db/add-evidence.ts'
import { applyRetention } from '../db/apply-retention.ts'
import { openOutages } from '../db/find-outages.ts'
import { foldReadings } from '../db/fold-readings.ts'
import { LinkRows } from '../db/link-rows.ts'
import { loadLayers } from '../db/load-layers.ts'
import { loadStatuses } from '../db/load-statuses.ts'
import type { Store } from '../db/open-store.ts'
import { packReadings } from '../db/pack-readings.ts'
import { recordChanges } from '../db/record-changes.ts'
import { recordLayers } from '../db/record-layers.ts'
import { recordMinutes } from '../db/record-minutes.ts'
import { registerNetwork } from '../db/register-network.ts'
import { routerIdentities, saveRouterIdentity } from '../db/router-identities.ts'
import { beginWatch, recordHeartbeat } from '../db/watch.ts'
import { everything } from './domain/scope.ts'
import type { Ledger } from './poll/ledger.ts'

export interface StoreLedger extends Ledger {
  /** Once, before anything is recorded: answers with the last heartbeat of the run before; null for the first. */
  beginWatch(at: number): Promise<number | null>
}

/** Puts the functions of the store behind what the poll asks. */
export async function createStoreLedger(store: Store): Promise<StoreLedger> {
  let watch: number | null = null
  let watchedAt: number | null = null
  const links = new LinkRows()
  return {
    beginWatch: async (at) => {
      const begun = await store.write((trx) => beginWatch(trx, at))
      watch = begun.id
      watchedAt = begun.previousLastAt
      return watchedAt
    },
    recordChanges: (changes, layers, at) =>
      store.write(async (trx) => {
        await recordLayers(trx, layers, at)
        return recordChanges(trx, [...changes], at)
      }),
    addEvidence: (learned) => store.write((trx) => addEvidence(trx, learned)),
    recordMinutes: (rows) => recordMinutes(store, rows, links),
    recordHeartbeat: async (at) => {
      const id = watch
      if (id === null) throw new Error('A heartbeat before the watch began.')
      await store.write((trx) => recordHeartbeat(trx, id, at))
      watchedAt = at
    },
    registerNetwork: async (network, at) => {
      await store.write((trx) => {
        links.forget()
        return registerNetwork(trx, network, at, watchedAt ?? at)
      })
    },
    saveRouterIdentity: (router, identity, at) =>
      store.write((trx) => saveRouterIdentity(trx, router, identity, at)),
    routerIdentities: () => routerIdentities(store.db, everything),
    layers: () => loadLayers(store.db, everything),
    openOutages: () => openOutages(store.db, everything),
    statuses: () => loadStatuses(store.db, everything),
    fold: async (now) => {
      await foldReadings(store, { now })
    },
    applyRetention: async (now, retention) => {
      await packReadings(store, { now })
      await applyRetention(store, { now, retention })
    },
  }
}
