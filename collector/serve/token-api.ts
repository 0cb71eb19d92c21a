/** What programs come in by: for administrators. */
import type { FastifyInstance } from 'fastify'
import { listTokens, type Token } from '../../db/tokens.ts'
import { addToken, revokeToken, tokenDays } from '../access/manage-tokens.ts'
import { type TokenRole, tokenRoles } from '../domain/role.ts'
import type { Scope } from '../domain/scope.ts'
import type { AccessDeps } from './access-deps.ts'
import { manageError } from './access-refusal.ts'
import { nameField } from './account-api.ts'
import { oneOf, readBody, scope, wholeNumber, takesNone } from './body.ts'
import { deedOf } from './deed-of.ts'
import { wireScope } from './session-wire.ts'
import type { WireNewToken, WireToken } from './wire-access.ts'

export function addTokenApi(app: FastifyInstance, deps: AccessDeps): void {
  const { clock } = deps
  const { store, changed } = deps.accounts.parts

  app.get('/api/tokens', async (request): Promise<{ tokens: WireToken[] }> => {
    takesNone(request)
    return { tokens: (await listTokens(store.db)).map(wireToken) }
  })

  app.post('/api/tokens', async (request): Promise<WireNewToken> => {
    takesNone(request)
    const given = readBody<{ name: string; role: TokenRole; scope: Scope; days: number }>(request.body, {
      name: nameField,
      role: oneOf(tokenRoles),
      scope,
      days: wholeNumber(1, tokenDays.most),
    })
    const added = await store.write((trx) => addToken(trx, deedOf(request, clock), given))
    if (typeof added === 'string') throw manageError('token', added)
    return { token: added.shown, entry: wireToken(added.token) }
  })

  app.delete<{ Params: { id: string } }>('/api/tokens/:id', async (request, reply) => {
    takesNone(request)
    const revoked = await store.write((trx) => revokeToken(trx, deedOf(request, clock), request.params.id))
    if (typeof revoked === 'string') throw manageError('token', revoked)
    changed()
    return reply.code(204).send()
  })
}

function wireToken(token: Token): WireToken {
  return {
    id: token.id,
    name: token.name,
    role: token.role,
    scope: wireScope(token.scope),
    created: token.createdAt,
    createdBy: token.createdBy,
    endsAt: token.endsAt,
    revoked: token.revokedAt !== null,
    usedAt: token.usedAt,
  }
}
