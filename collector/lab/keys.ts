/** Ways into a collector of our own, left in its data folder before it starts: what the tests come in by. */
import { addAccount } from '../../db/accounts.ts'
import { openStore } from '../../db/open-store.ts'
import { addToken } from '../../db/tokens.ts'
import type { Trx } from '../../db/trx.ts'
import { hashOf, newId, newSecret } from '../access/secret-text.ts'
import { beginSession } from '../access/session.ts'
import { defaultAccess } from '../domain/access-settings.ts'
import type { Role, TokenRole } from '../domain/role.ts'
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
  const token = await leaveToken(data, role, scope)
  return { token, session: await leaveSession(data, role, scope) }
}

/** Of an account of its own. */
export function leaveSession(data: string, role: Role, scope: Scope): Promise<string> {
  return inStore(data, (trx) => sessionOf(trx, role, scope))
}

/** For `Authorization: Bearer`. */
export function leaveToken(data: string, role: TokenRole, scope: Scope): Promise<string> {
  const token = `sck_${newSecret()}`
  const now = Date.now()
  return inStore(data, async (trx) => {
    await addToken(trx, {
      id: newId(),
      hash: hashOf(token),
      name: role,
      role,
      scope,
      createdAt: now,
      createdBy: 'tests',
      endsAt: now + 86_400_000,
      revokedAt: null,
      usedAt: null,
    })
    return token
  })
}

async function sessionOf(trx: Trx, role: Role, scope: Scope): Promise<string> {
  const now = Date.now()
  const account = {
    id: newId(),
    name: `${role}-${newId().toLowerCase()}`,
    role,
    scope,
    createdAt: now,
    disabledAt: null,
    signOn: null,
    password: null,
    secondFactor: null,
    secondFactorStep: null,
  }
  await addAccount(trx, account)
  return (await beginSession(trx, account, here, { now, ...defaultAccess })).secret
}

async function inStore<T>(data: string, work: (trx: Trx) => Promise<T>): Promise<T> {
  const store = await openStore(data)
  try {
    return await store.write(work)
  } finally {
    await store.close()
  }
}
