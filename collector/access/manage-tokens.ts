/** What an administrator, or a command on the collector's own machine, does to tokens. */
import {
  addToken as insertToken,
  findToken,
  revokeToken as endToken,
  type Token,
  tokensNamed,
} from '../../db/tokens.ts'
import type { Trx } from '../../db/trx.ts'
import type { TokenRole } from '../domain/role.ts'
import type { Scope } from '../domain/scope.ts'
import { type ScopeFault, scopeFault } from '../domain/unfit-scope.ts'
import { type Deed, tellDone } from './deed.ts'
import { tokenPrefix } from './identities.ts'
import { hashOf, newId, newSecret } from './secret-text.ts'

const dayMs = 86_400_000
export const tokenDays = { default: 365, most: 3_650 }

export type TokenRefusal = 'not-found' | 'name-taken' | ScopeFault

interface Given {
  /** As `accountName` has it. */
  name: string
  role: TokenRole
  scope: Scope
  days: number
}

/** `shown` is told once; the database has only its hash. */
export async function addToken(
  trx: Trx,
  deed: Deed,
  { name, role, scope, days }: Given,
): Promise<{ shown: string; token: Token } | TokenRefusal> {
  const fault = scopeFault(role, scope)
  if (fault !== null) return fault
  if ((await tokensNamed(trx, name, deed.at)).length > 0) return 'name-taken'
  const shown = tokenPrefix + newSecret()
  const token: Token = {
    id: newId(),
    hash: hashOf(shown),
    name,
    role,
    scope,
    createdAt: deed.at,
    createdBy: deed.who,
    endsAt: deed.at + days * dayMs,
    revokedAt: null,
    usedAt: null,
  }
  await insertToken(trx, token)
  const after = { id: token.id, role, scope, endsAt: token.endsAt }
  await tellDone(trx, deed, { what: 'token.add', subject: `token:${name}`, after })
  return { shown, token }
}

/** One that was revoked before stays so. `because`: where it is not asked for by itself. */
export async function revokeToken(
  trx: Trx,
  deed: Deed,
  id: string,
  because: string | null = null,
): Promise<Token | TokenRefusal> {
  const token = await findToken(trx, { id })
  if (token === null) return 'not-found'
  if (token.revokedAt !== null) return token
  await endToken(trx, id, deed.at)
  const after = because === null ? null : { because }
  await tellDone(trx, deed, { what: 'token.revoke', subject: `token:${token.name}`, before: { id }, after })
  return { ...token, revokedAt: deed.at }
}
