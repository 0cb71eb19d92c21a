import { hasAccount, hasSecondFactor } from '../../db/accounts.ts'
import type { Store } from '../../db/open-store.ts'
import { StoreFull } from '../../db/store-error.ts'
import type { AccessSettings } from '../domain/access-settings.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'
import type { Identities } from './access.ts'
import { Attempts } from './attempts.ts'
import { identify, stillHolds } from './identities.ts'
import { openKeys } from './keys.ts'
import { KnownAddresses } from './known-addresses.ts'
import { KnownBrowsers } from './known-browsers.ts'
import { type NewLink, newSetUpLink, pathOfLink } from './one-time.ts'
import type { AccessParts } from './parts.ts'
import { Passwords } from './passwords.ts'
import { Refusals } from './refusals.ts'
import { SecondFactors } from './second-factor.ts'
import { UnwrittenEnds } from './unwritten-ends.ts'
import { Uses } from './uses.ts'
import { ChangeWatch } from './watch-changes.ts'

export interface AccessDeps {
  store: Pick<Store, 'db' | 'write'>
  /** As devices.yaml has them now. */
  settings(): AccessSettings
  /** What a one-time code is shown under. */
  organisation?(): string
  /** Where the key is that secrets are sealed with; made if it is not there. */
  keyFile: string
  clock: Clock
  log: Log
  /** Those of a test count their hashes. */
  passwords?: Passwords
}

/** Who may see and do what. */
export interface Access extends Identities {
  /** What the acts of the routes take: `signIn(access.parts, …)`. */
  readonly parts: AccessParts
  readonly secondFactors: SecondFactors
  /** False until the first administrator is made. */
  isSetUp(): Promise<boolean>
  /** Tells two secrets apart in the audit trail, and nothing else of them; 12 hex digits. */
  fingerprint(secret: string): string
  /**
   * While there is no account: makes a one-time link and says it to whoever stands at the console. `url` is that of the
   * server, without a path. What it says is a secret, and must not go where the log goes.
   */
  tellSetUp(url: string, say: (text: string) => void): Promise<void>
  /** Before anything is asked of it. */
  start(): Promise<void>
  /** What is on its way is written. */
  stop(): Promise<void>
}

/** A sentence for the operator is thrown where the key file is not right. */
export function createAccess(deps: AccessDeps): Access {
  const {
    store,
    settings,
    clock,
    log,
    organisation = () => 'Satker Connected',
    passwords = new Passwords(),
  } = deps
  const keys = openKeys(deps.keyFile)
  const refusals = new Refusals({ store, clock, log })
  const uses = new Uses(store, log)
  const ends = new UnwrittenEnds({ store, clock, log })
  const watch = new ChangeWatch(store.db, (error) => log.error('bug', { of: 'access', error: String(error) }))
  const parts: AccessParts = {
    store,
    settings,
    organisation,
    clock,
    log,
    uses,
    ends,
    passwords,
    attempts: new Attempts(),
    known: new KnownAddresses(store.db, clock),
    browsers: new KnownBrowsers(keys, clock),
    keys,
    refusals,
    changed: () => watch.changed(),
  }
  return {
    parts,
    secondFactors: new SecondFactors(parts),
    identify: (shown, client) => identify(parts, shown, client),
    stillHolds: (caller) => stillHolds(parts, caller),
    keepInUse: async (callers) => {
      for (const { by, id } of callers) uses.useAgain(by, id, clock.now())
    },
    onChange: (listener) => watch.listen(listener),
    tellRefused: (refusal) => refusals.tell(refusal),
    isSetUp: () => hasAccount(store.db),
    fingerprint: (secret) => keys.fingerprint(secret),
    tellSetUp: (url, say) => tellSetUp(parts, url, say),
    async start() {
      if (keys.isNew && (await hasSecondFactor(store.db)))
        log.error('secrets-key-lost', {
          why: `${deps.keyFile} was not there and is made anew: second factors set before cannot be read. Bring it back from a backup, or reset those accounts.`,
        })
      await watch.start(() => {
        refusals.tellMore()
        ends.writeAgain()
      })
    },
    async stop() {
      await watch.stop()
      refusals.tellMore({ evenNow: true })
      ends.writeAgain({ evenNow: true })
      await Promise.all([uses.settled(), refusals.settled(), ends.settled()])
    },
  }
}

async function tellSetUp(
  { store, clock, log }: AccessParts,
  url: string,
  say: (text: string) => void,
): Promise<void> {
  let link: NewLink | null
  try {
    link = await store.write((trx) => newSetUpLink(trx, clock.now()))
  } catch (error) {
    if (!(error instanceof StoreFull)) throw error
    log.error('no-account', { help: `${error.message} Then npm run user -- link makes the first address.` })
    return
  }
  if (link === null) return
  log.warn('no-account', {
    help: 'standard error shows a one-time link, once; npm run user -- link makes another',
  })
  say(
    `No account yet. Open this address once within 24 hours to make the first administrator:\n  ${url}${pathOfLink(link)}\n`,
  )
}
