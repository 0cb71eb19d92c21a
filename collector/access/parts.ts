import type { Store } from '../../db/open-store.ts'
import type { AccessSettings } from '../domain/access-settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'
import type { Attempts } from './attempts.ts'
import type { Keys } from './keys.ts'
import type { KnownAddresses } from './known-addresses.ts'
import type { KnownBrowsers } from './known-browsers.ts'
import type { Passwords } from './passwords.ts'
import type { Refusals } from './refusals.ts'
import type { UnwrittenEnds } from './unwritten-ends.ts'
import type { Uses } from './uses.ts'

/** What the acts of this room share. */
export interface AccessParts {
  store: Pick<Store, 'db' | 'write'>
  /** As devices.yaml has them now. */
  settings(): AccessSettings
  /** What a one-time code is shown under, and a word that no password should be made of. */
  organisation(): string
  clock: Clock
  log: Log
  uses: Uses
  ends: UnwrittenEnds
  passwords: Passwords
  attempts: Attempts
  known: KnownAddresses
  browsers: KnownBrowsers
  keys: Keys
  refusals: Refusals
  /** To be called after the commit of what makes an account, session or token another. */
  changed(): void
}
