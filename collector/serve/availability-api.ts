import type { FastifyInstance } from 'fastify'
import { unionAvailability } from '../domain/availability.ts'
import { callerOf } from './callers.ts'
import type { ServeDeps } from './deps.ts'
import { checkSatkerCode, readParameters } from './parameters.ts'
import { readLongPeriod } from './period.ts'
import { RequestError } from './request-error.ts'
import type { WireAvailability } from './wire-availability.ts'

/** How available a satker was: what its links carried together, and each of them alone. */
export function addAvailabilityApi(app: FastifyInstance, deps: ServeDeps): void {
  app.get<{ Params: { code: string } }>(
    '/api/satker/:code/availability',
    async (request): Promise<WireAvailability> => {
      const code = checkSatkerCode(request.params.code)
      const parameters = readParameters(request.raw.url ?? '', ['from', 'to'])
      const { from, to } = readLongPeriod(parameters, deps.clock.now())
      const { scope } = callerOf(request)
      if (deps.satker(scope, code) === null)
        throw new RequestError('not-found', `There is no satker ${code}.`)
      const histories = await deps.histories(scope, { satker: code, from, to })
      return {
        code,
        from,
        to,
        together: unionAvailability([...histories.values()], from, to),
        links: [...histories].map(([id, history]) => ({ id, ...unionAvailability([history], from, to) })),
      }
    },
  )
}
