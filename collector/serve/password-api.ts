/** One's own password and second factor. */
import type { FastifyInstance } from 'fastify'
import { changePassword } from '../access/own-account.ts'
import { type AccessDeps, personOf } from './access-deps.ts'
import { refusalError } from './access-refusal.ts'
import { readBody, textOf, takesNone } from './body.ts'
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
    const refused = await changePassword(parts, personOf(request), asked, request.client)
    if (refused !== null) throw refusalError(refused)
    return reply.code(204).send()
  })

  app.post('/api/second-factor', async (request): Promise<WireSecondFactor> => {
    takesNone(request)
    const begun = await secondFactors.begin(personOf(request), passwordIn(request.body), request.client)
    if ('why' in begun) throw refusalError(begun)
    return begun
  })

  app.post('/api/second-factor/confirm', async (request): Promise<WireSession> => {
    takesNone(request)
    const { code } = readBody<{ code: string }>(request.body, { code: textOf(16) })
    const person = personOf(request)
    const refused = await secondFactors.confirm(person, code, request.client)
    if (refused !== null) throw refusalError(refused)
    return wireSession(deps, { ...person, needsSecondFactor: false })
  })

  app.delete('/api/second-factor', async (request, reply) => {
    takesNone(request)
    const refused = await secondFactors.remove(personOf(request), passwordIn(request.body), request.client)
    if (refused !== null) throw refusalError(refused)
    return reply.code(204).send()
  })
}

function passwordIn(body: unknown): string {
  return readBody<{ password: string }>(body, { password: textOf(textMost) }).password
}
