import { signOnAccounts } from '../../db/accounts.ts'
import { endSessions } from '../../db/sessions.ts'
import { tellDone } from './deed.ts'
import type { AccessParts } from './parts.ts'

/**
 * Ends the sessions of all who came by single sign-on: for when devices.yaml has none any more, or another provider, client
 * or roles than they came by.
 */
export async function endSignOnSessions({
  store,
  clock,
  changed,
}: Pick<AccessParts, 'store' | 'clock' | 'changed'>): Promise<void> {
  await store.write(async (trx) => {
    const deed = { who: 'collector', at: clock.now(), address: null }
    for (const { id, name } of await signOnAccounts(trx)) {
      const sessions = await endSessions(trx, id)
      const told = { what: 'session.end', subject: `account:${name}`, before: { sessions } }
      if (sessions > 0) await tellDone(trx, deed, told)
    }
  })
  changed()
}
