import type { Store } from '../../db/open-store.ts'
import type { AccessSettings } from '../domain/access-settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'
import type { Uses } from './uses.ts'

/** What the acts of this room share. */
export interface AccessParts {
  store: Pick<Store, 'db' | 'write'>
  /** As devices.yaml has them now. */
  settings(): AccessSettings
  clock: Clock
  log: Log
  uses: Uses
  /** To be called after the commit of what makes an account, session or token another. */
  changed(): void
}
