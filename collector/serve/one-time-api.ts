/** Links that set a password once. */
import type { FastifyInstance } from 'fastify'
import { lookAtLink, useLink } from '../access/one-time.ts'
import { type AccessDeps, browserOf, giveCookie } from './access-deps.ts'
import { refusalError } from './access-refusal.ts'
import { optional, readBody, textOf, takesNone } from './body.ts'
import { wireSession } from './session-wire.ts'
import type { UseOneTime, WireOneTime, WireSession } from './wire-access.ts'

const textMost = 4_096

export function addOneTimeApi(app: FastifyInstance, deps: AccessDeps): void {
  const { parts } = deps.accounts

  app.post('/api/one-time/look', async (request): Promise<WireOneTime> => {
    takesNone(request)
    const { link } = readBody<{ link: string }>(request.body, { link: textOf(textMost) })
    const looked = await lookAtLink(parts, link)
    if (looked === null) throw refusalError({ why: 'not-found' })
    return looked
  })

  app.post('/api/one-time/use', async (request, reply): Promise<WireSession> => {
    takesNone(request)
    const asked = readBody<UseOneTime>(request.body, {
      link: textOf(textMost),
      name: optional(textOf(textMost)),
      password: textOf(textMost),
    })
    const result = await useLink(parts, asked, request.client, browserOf(request, deps))
    if (!result.ok) throw refusalError(result)
    giveCookie(reply, request, deps, result)
    return wireSession(deps, result.caller)
  })
}
