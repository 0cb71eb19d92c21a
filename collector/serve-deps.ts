import { fileURLToPath } from 'node:url'
import { findOutages } from '../db/find-outages.ts'
import { isKnownLink } from '../db/is-known-link.ts'
import { layerChanges } from '../db/layer-changes.ts'
import type { Store } from '../db/open-store.ts'
import type { Reader } from '../db/reader.ts'
import { AuditTrail } from './access/audit-trail.ts'
import { People } from './access/people.ts'
import type { Clock } from './domain/clock.ts'
import type { Network } from './domain/network.ts'
import type { Poll } from './poll/poll.ts'
import type { ServeDeps } from './serve/deps.ts'
import { narrowSnapshot } from './serve/narrow.ts'
import { fingerprintOf } from './serve/outlines.ts'

interface Given {
  store: Store
  /** For what may take long. */
  reader: Reader
  poll(): Poll
  /** As it was last loaded. */
  loaded(): { network: Network; provinceOutlines: Uint8Array | null }
  clock: Clock
}

type Answers = Pick<
  ServeDeps,
  | 'snapshot'
  | 'readings'
  | 'changes'
  | 'satker'
  | 'layerChanges'
  | 'histories'
  | 'people'
  | 'audit'
  | 'outages'
  | 'knowsLink'
  | 'outlines'
  | 'access'
  | 'page'
>

/** Of each link of a satker. */
const layerChangesShown = 10

/** Puts the poll and the questions of the store behind what the server asks, each within the scope it is asked for. */
export function createAnswers({ store, reader, poll, loaded, clock }: Given): Answers {
  const satkerOf = (code: string) => loaded().network.satker.find((each) => each.code === code)
  return {
    snapshot(scope) {
      const { provinceOutlines } = loaded()
      const outlines = provinceOutlines && fingerprintOf(provinceOutlines)
      return { ...narrowSnapshot(poll().snapshot(), scope), outlines }
    },
    readings: (scope, query) =>
      reader.ask('readings', scope, {
        ...query,
        now: clock.now(),
        retention: loaded().network.retention,
      }),
    changes: (scope, period) => reader.ask('changes', scope, period),
    satker: (scope, code) => poll().satker(scope, code),
    layerChanges: (scope, satker) => layerChanges(store.db, scope, { satker, most: layerChangesShown }),
    histories: (scope, query) => reader.ask('histories', scope, query),
    audit: new AuditTrail(store),
    people: new People({ store, satker: satkerOf, clock }),
    outages: (scope, query) => findOutages(store.db, scope, query),
    knowsLink: (scope, id) => isKnownLink(store.db, scope, id),
    outlines: () => loaded().provinceOutlines,
    access: () => loaded().network.access,
    page: fileURLToPath(new URL('../ui/dist', import.meta.url)),
  }
}
