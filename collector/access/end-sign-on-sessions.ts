import { signOnAccounts } from '../../db/accounts.ts'
import { endSessions, sessionsOf } from '../../db/sessions.ts'
import { StoreFull } from '../../db/store-error.ts'
import type { Trx } from '../../db/trx.ts'
import { type Deed, tellDone } from './deed.ts'
import type { AccessParts } from './parts.ts'

/**
 * Ends the sessions of all who came by single sign-on: for when devices.yaml has none any more, or another provider, client
 * or roles than they came by.
 */
export async function endSignOnSessions(
  parts: Pick<AccessParts, 'store' | 'clock' | 'ends' | 'changed'>,
): Promise<void> {
  const deed = { who: 'collector', at: parts.clock.now(), address: null }
  try {
    await parts.store.write((trx) => endAll(trx, deed))
  } catch (error) {
    if (!(error instanceof StoreFull)) throw error
    await holdEnded(parts, deed)
  }
  parts.changed()
}

async function endAll(trx: Trx, deed: Deed): Promise<void> {
  for (const { id, name } of await signOnAccounts(trx)) {
    const sessions = await endSessions(trx, id)
    const told = { what: 'session.end', subject: `account:${name}`, before: { sessions } }
    if (sessions > 0) await tellDone(trx, deed, told)
  }
}

/** A full disk keeps nobody in. */
async function holdEnded({ store, ends }: Pick<AccessParts, 'store' | 'ends'>, deed: Deed): Promise<void> {
  for (const { id: account } of await signOnAccounts(store.db))
    for (const session of await sessionsOf(store.db, account))
      await ends.end({ account, session: session.id, deed })
}
