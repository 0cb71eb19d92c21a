import { accountById } from '../../db/accounts.ts'
import type { Caller } from '../access/caller.ts'
import { permissionsOf } from '../domain/role.ts'
import { everything, type Scope } from '../domain/scope.ts'
import type { AccessDeps } from './access-deps.ts'
import type { WireScope, WireSession } from './wire-access.ts'

/** Who is asking, as it is told to them. */
export async function wireSession(
  { accounts, access }: Pick<AccessDeps, 'accounts' | 'access'>,
  caller: Caller,
): Promise<WireSession> {
  const { name, role, scope, endsAt, needsSecondFactor } = caller
  const account = caller.account === null ? null : await accountById(accounts.parts.store.db, caller.account)
  const { roleNames } = access()
  return {
    name,
    role,
    roleName: (role === 'monitor' ? undefined : roleNames[role]) ?? role,
    permissions: [...permissionsOf(role)],
    scope: wireScope(scope),
    endsAt,
    hasPassword: account !== null && account.password !== null,
    hasSecondFactor: account !== null && account.secondFactor !== null,
    needsSecondFactor,
  }
}

export function wireScope(scope: Scope): WireScope {
  if (scope === everything) return everything
  return { provinces: [...scope.provinces], types: [...scope.types], satker: [...scope.satker] }
}
