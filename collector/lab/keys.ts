/** Ways into a collector of our own, left in its data folder before it starts: what the tests come in by. */
import { addAccount } from '../../db/accounts.ts'
import { openStore } from '../../db/open-store.ts'
import { addToken } from '../../db/tokens.ts'
import { hashOf, newId, newSecret } from '../access/secret-text.ts'
import { beginSession } from '../access/session.ts'
import { defaultAccess } from '../domain/access-settings.ts'
import type { Role } from '../domain/role.ts'
import { everything, type Scope } from '../domain/scope.ts'

export interface Keys {
  /** For `Authorization: Bearer`. */
  token: string
  /** For the cookie `sid`, which is that of http on loopback. */
  session: string
}

const here = { address: '127.0.0.1', isLoopback: true, agent: 'tests' }

/** A token and a session of the same role and scope: an administrator's unless said otherwise. */
export async function leaveKeys(
  data: string,
  role: Role = 'administrator',
  scope: Scope = everything,
): Promise<Keys> {
  const store = await openStore(data)
  const now = Date.now()
  const name = `${role}-${newId().slice(0, 6).toLowerCase()}`
  const token = `sck_${newSecret()}`
  const account = {
    id: newId(),
    name,
    role,
    scope,
    createdAt: now,
    disabledAt: null,
    signOn: null,
    password: null,
    secondFactor: null,
    secondFactorStep: null,
  }
  try {
    const session = await store.write(async (trx) => {
      await addToken(trx, {
        id: newId(),
        hash: hashOf(token),
        name,
        role,
        scope,
        createdAt: now,
        createdBy: 'tests',
        endsAt: now + 86_400_000,
        revokedAt: null,
        usedAt: null,
      })
      await addAccount(trx, account)
      return beginSession(trx, account, here, { now, ...defaultAccess })
    })
    return { token, session: session.secret }
  } finally {
    await store.close()
  }
}
