/** Whom to call at a satker: their number in full, and that they are still the right ones. */
import type { FastifyInstance } from 'fastify'
import { callerOf } from './callers.ts'
import { deedOf } from './deed-of.ts'
import type { ServeDeps } from './deps.ts'
import { checkSatkerCode, readParameters } from './parameters.ts'
import { RequestError } from './request-error.ts'
import type { WirePhone } from './wire-access.ts'

interface Asked {
  Params: { code: string }
}

export function addPicApi(
  app: FastifyInstance,
  { people, clock }: Pick<ServeDeps, 'people' | 'clock'>,
): void {
  app.post<Asked>('/api/satker/:code/pic/phone', async (request): Promise<WirePhone> => {
    const code = checkSatkerCode(request.params.code)
    readParameters(request.raw.url ?? '', [])
    const phone = await people.phone(callerOf(request).scope, code, deedOf(request, clock))
    if (phone === null)
      throw new RequestError('not-found', `There is no telephone of a PIC of satker ${code}.`)
    return { phone }
  })

  app.post<Asked>('/api/satker/:code/pic/confirmation', async (request, reply) => {
    const code = checkSatkerCode(request.params.code)
    readParameters(request.raw.url ?? '', [])
    const isDone = await people.confirm(callerOf(request).scope, code, deedOf(request, clock))
    if (!isDone) throw new RequestError('not-found', `There is no PIC of satker ${code}.`)
    return reply.code(204).send()
  })
}
