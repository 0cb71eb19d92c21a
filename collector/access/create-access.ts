import type { Store } from '../../db/open-store.ts'
import type { AccessSettings } from '../domain/access-settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'
import type { Identities } from './access.ts'
import { identify, stillHolds } from './identities.ts'
import type { AccessParts } from './parts.ts'
import { Refusals } from './refusals.ts'
import { Uses } from './uses.ts'
import { ChangeWatch } from './watch-changes.ts'

export interface AccessDeps {
  store: Pick<Store, 'db' | 'write'>
  /** As devices.yaml has them now. */
  settings(): AccessSettings
  /** Where the key is that secrets are sealed with; made if it is not there. */
  keyFile: string
  clock: Clock
  log: Log
}

/** Who may see and do what. */
export interface Access extends Identities {
  /** Before anything is asked of it. */
  start(): Promise<void>
  /** What is on its way is written. */
  stop(): Promise<void>
}

export function createAccess({ store, settings, clock, log }: AccessDeps): Access {
  const refusals = new Refusals({ store, clock, log })
  const uses = new Uses(store, log)
  const watch = new ChangeWatch(store.db, (error) => log.error('bug', { of: 'access', error: String(error) }))
  const parts: AccessParts = { store, settings, clock, log, uses, changed: () => watch.changed() }
  return {
    identify: (shown, client) => identify(parts, shown, client),
    stillHolds: (caller) => stillHolds(parts, caller),
    keepInUse: async (callers) => {
      for (const { by, id } of callers) uses.useAgain(by, id, clock.now())
    },
    onChange: (listener) => watch.listen(listener),
    tellRefused: (refusal) => refusals.tell(refusal),
    start: () => watch.start(() => refusals.tellMore()),
    stop: async () => {
      await watch.stop()
      refusals.tellMore({ evenNow: true })
      await Promise.all([uses.settled(), refusals.settled()])
    },
  }
}
