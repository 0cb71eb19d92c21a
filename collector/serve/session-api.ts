/** Signing in and out, and one's own sessions. */
import type { FastifyInstance } from 'fastify'
import { endOtherSessions, endOwnSession, ownSessions, signOut } from '../access/own-account.ts'
import { endOf } from '../access/session.ts'
import { signIn } from '../access/sign-in.ts'
import { type AccessDeps, browserOf, giveCookie, personOf, takeCookie } from './access-deps.ts'
import { refusalError } from './access-refusal.ts'
import { optional, readBody, textOf, takesNone } from './body.ts'
import { callerOf } from './callers.ts'
import { RequestError } from './request-error.ts'
import { wireSession } from './session-wire.ts'
import type { SignIn, WireOwnSession, WireSession } from './wire-access.ts'

/** Above what a name and a password may have, so that it is their own rules that judge them. */
const textMost = 4_096

export function addSessionApi(app: FastifyInstance, deps: AccessDeps): void {
  const { parts } = deps.accounts

  app.post('/api/session', async (request, reply): Promise<WireSession> => {
    takesNone(request)
    const asked = readBody<SignIn>(request.body, {
      name: textOf(textMost),
      password: textOf(textMost),
      code: optional(textOf(16)),
    })
    const result = await signIn(parts, asked, request.client, browserOf(request, deps))
    if (!result.ok) throw refusalError(result)
    giveCookie(reply, request, deps, result)
    return wireSession(deps, result.caller)
  })

  app.get('/api/session', (request): Promise<WireSession> => {
    takesNone(request)
    return wireSession(deps, callerOf(request))
  })

  app.delete('/api/session', async (request, reply) => {
    takesNone(request)
    await signOut(parts, personOf(request), request.client)
    takeCookie(reply, request, deps)
    return reply.code(204).send()
  })

  app.get('/api/sessions', async (request): Promise<{ sessions: WireOwnSession[] }> => {
    takesNone(request)
    const person = personOf(request)
    const sessions = (await ownSessions(parts, person)).map((session) => ({
      id: session.id,
      began: session.beganAt,
      usedAt: session.usedAt,
      endsAt: endOf(session, deps.access()),
      address: session.address,
      agent: session.agent,
      isThis: session.id === person.id,
    }))
    return { sessions }
  })

  app.delete('/api/sessions', async (request, reply) => {
    takesNone(request)
    await endOtherSessions(parts, personOf(request), request.client)
    return reply.code(204).send()
  })

  app.delete<{ Params: { id: string } }>('/api/sessions/:id', async (request, reply) => {
    takesNone(request)
    const isEnded = await endOwnSession(parts, personOf(request), request.params.id, request.client)
    if (!isEnded) throw new RequestError('not-found', 'You have no such session.')
    return reply.code(204).send()
  })
}
