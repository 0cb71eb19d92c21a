/** One's own password and second factor. */
import type { FastifyInstance } from 'fastify'
import { changePassword } from '../access/own-account.ts'
import type { Shown } from '../access/second-factor.ts'
import { type AccessDeps, giveCookie, personOf } from './access-deps.ts'
import { refusalError } from './access-refusal.ts'
import { optional, readBody, textOf, takesNone } from './body.ts'
import { wireSession } from './session-wire.ts'
import type { WireSecondFactor, WireSession } from './wire-access.ts'

const textMost = 4_096

export function addPasswordApi(app: FastifyInstance, deps: AccessDeps): void {
  const { parts, secondFactors } = deps.accounts

  app.post('/api/password', async (request, reply) => {
    takesNone(request)
    const asked = readBody<{ current: string; next: string }>(request.body, {
      current: textOf(textMost),
      next: textOf(textMost),
    })
    const changed = await changePassword(parts, personOf(request), asked, request.client)
    if ('why' in changed) throw refusalError(changed)
    giveCookie(reply, request, deps, changed)
    return reply.code(204).send()
  })

  app.post('/api/second-factor', async (request): Promise<WireSecondFactor> => {
    takesNone(request)
    const begun = await secondFactors.begin(personOf(request), shownIn(request.body), request.client)
    if ('why' in begun) throw refusalError(begun)
    return begun
  })

  app.post('/api/second-factor/confirm', async (request, reply): Promise<WireSession> => {
    takesNone(request)
    const { code } = readBody<{ code: string }>(request.body, { code: textOf(16) })
    const set = await secondFactors.confirm(personOf(request), code, request.client)
    if ('why' in set) throw refusalError(set)
    giveCookie(reply, request, deps, set)
    return wireSession(deps, set.caller)
  })

  app.delete('/api/second-factor', async (request, reply) => {
    takesNone(request)
    const refused = await secondFactors.remove(personOf(request), shownIn(request.body), request.client)
    if (refused !== null) throw refusalError(refused)
    return reply.code(204).send()
  })
}

function shownIn(body: unknown): Shown {
  return readBody<Shown>(body, { password: textOf(textMost), code: optional(textOf(16)) })
}
